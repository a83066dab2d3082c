"""Received files: what became of them, why some are set aside, and what a person may decide about them."""

from typing import Final

PROBLEMS: Final = {
    "sums-greatest": (
        "Lấy số lớn nhất của các đơn vị, không cộng.",
        "",
    ),
    "sums-none": (
        "Mỗi đơn vị tự nhập số của mình, không cộng.",
        "",
    ),
    "received-accepted": (
        "Đã nhận bản số {revision} của {name} ({unit}); số liệu đã được tính vào tổng hợp.",
        "",
    ),
    "received-superseded": (
        "Đã nhận bản số {revision} của {name} ({unit}), thay cho báo cáo trước; số liệu đã được tính lại.",
        "",
    ),
    "received-gap": (
        "Đã nhận bản số {revision} của {name} ({unit}) và tính vào tổng hợp; "
        "báo cáo liền trước của đơn vị này chưa có ở đây.",
        "Nếu cần đối chiếu, hãy đề nghị đơn vị gửi cả báo cáo trước.",
    ),
    "received-double": (
        "Đã nhận bản số {revision} của {name} ({unit}); báo cáo của đơn vị khác ở đây đã gồm số liệu của "
        "{name} nên tổng hợp tính theo báo cáo ấy, không cộng hai lần.",
        "Nếu cần tính theo bản này, hãy bấm “Báo cáo trùng” ở trang Tổng hợp rồi chọn.",
        "Nếu cần tính theo bản này, hãy dùng lệnh lcweek decide.",
    ),
    "received-newer-direct": (
        "Bản số {revision} của {name} ({unit}) mới hơn bản trong báo cáo của {holder}; tổng hợp vẫn tính bản "
        "trong báo cáo của {holder}.",
        "Hãy bấm “Quyết định…” ở trang Tiếp nhận để tính bản mới này ở đây, hoặc đợi {holder} gửi báo cáo "
        "mới và báo cho {holder} biết.",
        "Hãy tính bản mới này ở đây, hoặc đợi {holder} gửi báo cáo mới và báo cho {holder} biết, bằng lệnh "
        "lcweek decide.",
    ),
    "received-newer-waits": (
        "Bản số {revision} của {name} ({unit}) mới hơn bản trong báo cáo của {holder}; đã quyết định đợi "
        "{holder} gửi báo cáo mới, tổng hợp vẫn tính bản trong báo cáo ấy.",
        "",
    ),
    "received-one-code": (
        "Bản số {revision} của {name} ({unit}) có thể là của đơn vị khác dùng chung mã {unit}: tên hoặc khóa "
        "ký khác với báo cáo kia mà không nối tiếp nhau; bản này chưa được tính vào tổng hợp.",
        "Hãy hỏi lại đơn vị, rồi bấm “Quyết định…” ở trang Tiếp nhận và cho biết là một đơn vị hay hai đơn "
        "vị.",
        "Hãy hỏi lại đơn vị, rồi cho biết là một đơn vị hay hai đơn vị bằng lệnh lcweek decide (lệnh lcweek "
        "questions in sẵn các câu trả lời).",
    ),
    "received-renamed": ("Đơn vị đổi tên từ “{former}” thành “{name}”.", ""),
    "received-unfiled": (
        "Số liệu đọc từ bản giấy có chữ ký số đúng khóa của đơn vị; chưa có tệp nên chưa có nội dung báo "
        "cáo, ghi chú và ảnh.",
        "Hãy đề nghị đơn vị gửi tệp; khi tệp đến, chương trình tự dùng tệp thay cho bản giấy.",
    ),
    "received-paper-filed": (
        "Đã nhận tệp của bản số {revision} của {name} ({unit}), trước đây đọc từ bản giấy; số liệu không "
        "thay đổi.",
        "",
    ),
    "received-paper-overlap": (
        "Đã đọc bản số {revision} của {name} ({unit}) từ bản giấy, nhưng số liệu đó có thể đã gồm số của "
        "các đơn vị bên dưới có báo cáo riêng ở đây; chưa tính để không cộng hai lần.",
        "Hãy đề nghị {name} gửi tệp báo cáo.",
    ),
    "received-mended": (
        "Đã nhận lại bản số {revision} của {name} ({unit}) thay cho dữ liệu bị hỏng; báo cáo của đơn vị này "
        "lại được tính vào tổng hợp.",
        "",
    ),
    "received-held-back": (
        "Bản số {revision} của {name} ({unit}) đã có ở đây, nhưng báo cáo khác của đơn vị này bị hỏng trên ổ "
        "đĩa nên chưa biết bản nào được tính; tổng hợp tạm thiếu đơn vị này.",
        "Hãy nhận lại tệp bị hỏng; nhận xong, chương trình tự tính lại.",
    ),
    "received-decision-lost": (
        "Quyết định đã lưu về các báo cáo của {name} ({unit}) bị hỏng, nên bản số {revision} chưa được tính "
        "vào tổng hợp.",
        "Hãy quyết định lại dùng bản nào.",
    ),
    "damaged-report": (
        "Báo cáo {report} đã nhận của {name} ({unit}) bị hỏng trên ổ đĩa nên được để riêng; tổng hợp thiếu "
        "đơn vị này, báo cáo của các đơn vị khác vẫn nguyên.",
        "Hãy nhận lại tệp báo cáo của đơn vị này; nhận xong, báo cáo được tính trở lại.",
    ),
    "damaged-decision": (
        "Quyết định đã lưu về {name} ({unit}) (khóa đã xác nhận hoặc báo cáo được chọn) bị hỏng; tổng hợp "
        "thiếu báo cáo gửi thẳng của đơn vị này cho đến khi quyết định lại.",
        "Hãy xác nhận lại khóa, hoặc quyết định lại dùng bản nào.",
    ),
    "damaged-unit": (
        "Thông tin đã lưu của {name} ({unit}) trong danh mục bị hỏng nên không được dùng; báo cáo đã nhận "
        "của đơn vị này vẫn nguyên và vẫn được tính.",
        "Hãy nhận lại tệp báo cáo của đơn vị này rồi thêm đơn vị vào danh mục.",
    ),
    "damaged-file": (
        "Thông tin về một tệp đã nhận (mã {file}) bị hỏng nên không còn biết tên tệp và kết quả nhận; báo "
        "cáo đã được tính từ tệp đó vẫn nguyên.",
        "Hãy nhận lại tệp đó nếu chưa thấy báo cáo của đơn vị gửi.",
    ),
    "received-previous-unknown": (
        "Đã nhận bản số {revision} của {name} ({unit}) và tính vào tổng hợp; không rõ bản trước, vì tệp "
        "không ghi (thường do máy của đơn vị đã khôi phục dữ liệu).",
        "Nếu cần đối chiếu, hãy hỏi đơn vị đã gửi những bản nào.",
    ),
    "received-known": (
        "Bản số {revision} của {name} ({unit}) đã có từ trước; không có gì thay đổi.",
        "",
    ),
    "received-reissued": (
        "Bản số {revision} của {name} ({unit}) đã có từ trước; số liệu không thay đổi, "
        "phần ký ban hành và bản quét được thay bằng bản mới.",
        "",
    ),
    "received-old": (
        "Bản số {revision} của {name} ({unit}) là bản cũ; tổng hợp vẫn dùng bản mới hơn đã nhận.",
        "",
    ),
    "received-refused": (
        "Bản số {revision} của {name} ({unit}) đã được quyết định không dùng; tổng hợp không thay đổi.",
        "Nếu muốn dùng bản này, hãy quyết định lại.",
    ),
    "received-fewer-cells": (
        "Bản số {revision} của {name} ({unit}) có ít ô số liệu hơn bản đang dùng; tổng hợp tạm "
        "giữ bản đang dùng.",
        "Hãy hỏi lại đơn vị rồi quyết định dùng bản nào.",
    ),
    "received-more-cells": (
        "Bản số {revision} của {name} ({unit}) là bản trước nhưng có nhiều ô số liệu hơn bản sau "
        "đã nhận; "
        "tổng hợp tạm dùng bản trước.",
        "Hãy hỏi lại đơn vị rồi quyết định dùng bản nào.",
    ),
    "received-conflict": (
        "Có hai báo cáo khác nhau cùng là bản số {revision} của {name} ({unit}); cả hai chưa được tính vào "
        "tổng hợp.",
        "Hãy hỏi lại đơn vị rồi quyết định dùng bản nào.",
    ),
    "received-provisional": (
        "Đã tính khi khóa chưa đối chiếu ({key}).",
        "Hãy so mã khóa với mã in trên bản giấy có chữ ký, rồi xác nhận khóa.",
    ),
    "received-sudden": (
        "Có số của bản trước nay để trống hoặc tăng, giảm đúng 10, 100, 1.000 lần; báo cáo vẫn được tính.",
        "Hãy trả lời câu hỏi về báo cáo này, hoặc hỏi lại đơn vị.",
    ),
    "received-key-on-paper": (
        "Mã QR trên ảnh, bản quét bản giấy do đúng khóa này ký và khớp với báo cáo.",
        "",
    ),
    "received-key-pending": (
        "Bản số {revision} của {name} ({unit}) ký bằng khóa mới {key}, chờ xác nhận; chưa được "
        "tính vào tổng hợp.",
        "Hãy đối chiếu mã khóa {key} với bản giấy có chữ ký, rồi xác nhận khóa.",
    ),
    "received-key-superseded": (
        "Bản số {revision} của {name} ({unit}) ký bằng khóa cũ {key} đã được thay; tệp được để "
        "riêng, chưa tính.",
        "Hãy đề nghị đơn vị gửi lại từ máy đang dùng.",
        "Hãy đề nghị đơn vị gửi lại từ máy đang dùng, hoặc xác nhận lại khóa này bằng lệnh lcweek "
        "confirm-key.",
    ),
    "received-key-taken-back": (
        "Bản số {revision} của {name} ({unit}) ký bằng khóa {key} đã thôi dùng; tệp được để riêng, chưa "
        "tính.",
        "Hãy đề nghị đơn vị gửi lại từ máy đang dùng; nếu khóa vẫn đúng, hãy lấy lại quyết định ấy.",
        "Hãy đề nghị đơn vị gửi lại từ máy đang dùng; nếu khóa vẫn đúng, hãy xác nhận lại bằng lệnh lcweek "
        "confirm-key.",
    ),
    "received-key-told": (
        "Bản số {revision} của {name} ({unit}) ký bằng khóa {key}; theo báo cáo của {teller}, đơn vị này nay "
        "dùng khóa {used}. Tệp được để riêng, chưa tính.",
        "Nếu đơn vị vẫn dùng khóa {key}, hãy đề nghị {teller} sửa quyết định rồi gửi báo cáo mới.",
        "Nếu đơn vị vẫn dùng khóa {key}, hãy đề nghị {teller} sửa quyết định rồi gửi báo cáo mới, hoặc xác "
        "nhận khóa này bằng lệnh lcweek confirm-key.",
    ),
    "received-key-bound": (
        "Khóa ký của tệp này thuộc đơn vị {other}, không phải của đơn vị {unit}; tệp được để riêng, "
        "chưa tính.",
        "Hãy đề nghị đơn vị {unit} gửi báo cáo từ máy của mình.",
    ),
    "received-campaign": (
        "Tệp thuộc kỳ báo cáo {theirs}, không phải kỳ {ours}; tệp được để riêng, chưa tính.",
        "Hãy đề nghị đơn vị gửi báo cáo của kỳ {ours}.",
        "Hãy đề nghị đơn vị gửi báo cáo của kỳ {ours}, hoặc nhận tệp này với --year {theirs}.",
    ),
    "received-form": (
        "Tệp theo một lần ban hành của kỳ báo cáo {campaign} mà máy này chưa có, thường là lần mới hơn; tệp "
        "được để riêng, chưa tính.",
        "Hãy mở tệp kỳ báo cáo của lần ban hành mới; cài xong, tệp này được nhận ngay, không cần gửi lại.",
        "Hãy cài lần ban hành mới bằng lệnh lcweek campaign install; cài xong, tệp này được nhận ngay, không "
        "cần gửi lại.",
    ),
    "received-after-install": (
        "{count} tệp báo cáo được để riêng vì chờ lần ban hành này nay đã được nhận lại.",
        "Hãy mở trang Tiếp nhận để xem kết quả của từng tệp.",
        "Hãy xem kết quả của từng tệp ở trên.",
    ),
    "received-earlier": (
        "Báo cáo theo lần ban hành cũ của kỳ báo cáo, được cộng theo từng dòng.",
        "Hãy đề nghị đơn vị cài lần ban hành mới, chốt và gửi lại.",
    ),
    "received-earlier-left": (
        "Báo cáo theo lần ban hành cũ của kỳ báo cáo, được cộng theo từng dòng; không còn chỗ nên không cộng "
        "{numbers}.",
        "Hãy đề nghị đơn vị cài lần ban hành mới, chốt và gửi lại.",
    ),
    "received-practice": (
        "Tệp của đơn vị {unit} là bản tập, không phải báo cáo thật; tệp được để riêng, không tính.",
        "Hãy đề nghị đơn vị gửi báo cáo thật.",
    ),
    "received-unit": (
        "{name} ({unit}) chưa có trong danh mục; tệp được để riêng, chưa tính.",
        "Hãy bấm “Thêm đơn vị…” ở trang Tiếp nhận.",
        "Hãy bổ sung danh mục bằng lệnh lcweek init --directory TỆP rồi nhận lại tệp.",
    ),
    "received-unit-elsewhere": (
        "{name} ({unit}) chưa có trong danh mục, và theo tệp này thì không báo cáo về đây; tệp được để "
        "riêng, chưa tính.",
        "Hãy hỏi lại đơn vị báo cáo về đâu; nếu báo cáo về đây, hãy bấm “Chọn nơi nhận…” ở trang Tiếp nhận.",
        "Hãy hỏi lại đơn vị báo cáo về đâu; nếu báo cáo về đây, hãy dùng lệnh lcweek unit place.",
    ),
    "received-not-below": (
        "Đơn vị {unit} không thuộc phạm vi báo cáo về đơn vị này; tệp được để riêng, chưa tính.",
        "Hãy chuyển tệp cho đúng đơn vị nhận; nếu đơn vị báo cáo về đây, hãy bấm “Chọn nơi nhận…” ở trang "
        "Tiếp nhận.",
        "Hãy chuyển tệp cho đúng đơn vị nhận; nếu đơn vị báo cáo về đây, hãy dùng lệnh lcweek unit place.",
    ),
    "received-recipient": (
        "Tệp của đơn vị {unit} gửi cho đơn vị {recipient}, không phải cho đơn vị này; tệp được để "
        "riêng, chưa tính.",
        "Hãy chuyển tệp cho đơn vị {recipient}.",
    ),
    "received-level": (
        "{name} ({unit}) ghi cấp “{level}”, mà kỳ báo cáo này không có cấp ấy; tệp được để riêng, chưa tính.",
        "Hãy đề nghị đơn vị chọn lại cấp của mình rồi gửi lại.",
    ),
    "received-too-deep": (
        "Bản tổng hợp của {name} ({unit}) gồm {levels} tầng đơn vị lồng nhau; nếu cộng vào, đơn vị này không "
        "gửi lên cấp trên được nữa. Tệp được để riêng, chưa tính.",
        "Hãy đề nghị đơn vị {unit} kiểm tra danh mục, tổng hợp lại rồi gửi lại.",
    ),
    "received-circle": (
        "Bản tổng hợp của đơn vị {unit} gồm cả số liệu của {name} ({above}), là nơi nhận hoặc cấp trên của "
        "nơi nhận, nên không cộng được; tệp được để riêng, chưa tính.",
        "Hãy đề nghị đơn vị {unit} kiểm tra danh mục, tổng hợp lại rồi gửi lại.",
    ),
    "received-folder-empty": (
        "Thư mục {file} không có tệp nào; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại thư mục hoặc thẻ nhớ.",
    ),
    "key-none-waiting": (
        "Đơn vị {unit} không có khóa nào như vậy đang chờ xác nhận; chưa có gì được thay đổi.",
        "Hãy nhận tệp báo cáo của đơn vị này trước, hoặc kiểm tra lại mã khóa.",
    ),
    "key-none-held": (
        "Đơn vị {unit} không có khóa nào như vậy ở đây; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại mã khóa.",
    ),
    "key-choose": (
        "Đơn vị {unit} có nhiều khóa chờ xác nhận ({keys}); chưa có gì được thay đổi.",
        "Hãy đối chiếu với bản giấy rồi chọn một khóa.",
        "Hãy đối chiếu với bản giấy rồi chọn một khóa bằng --key MÃ.",
    ),
    "one-code-open": (
        "Các báo cáo mang mã {unit} có thể là của hai đơn vị; chưa có gì được thay đổi.",
        "Hãy bấm “Quyết định…” ở trang Tiếp nhận và cho biết trước là một đơn vị hay hai đơn vị.",
        "Hãy cho biết trước là một đơn vị hay hai đơn vị (lệnh lcweek questions in sẵn các câu trả lời).",
    ),
    "one-code-none": (
        "Không có câu hỏi nào về các báo cáo mang mã {unit}; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại mã đơn vị.",
    ),
    "one-code-key": (
        "Khóa này không phải của báo cáo đang được hỏi của đơn vị {unit} (các khóa: {keys}); chưa có gì được "
        "thay đổi.",
        "Hãy kiểm tra lại mã khóa rồi thực hiện lại.",
    ),
    "one-code-name": (
        "Cần biết tên nào của đơn vị {unit} ({names}); chưa có gì được thay đổi.",
        "Hãy ghi đúng một tên như trên rồi thực hiện lại.",
    ),
    "same-unit-itself": (
        "Cần hai đơn vị khác nhau, ở đây chỉ có {unit}; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại mã đơn vị.",
    ),
    "same-unit-inside": (
        "Báo cáo của {unit} và {other} đều chỉ có trong báo cáo của đơn vị khác nên không gộp được ở đây; "
        "chưa có gì được thay đổi.",
        "Hãy đề nghị đơn vị tổng hợp chúng gộp lại rồi gửi báo cáo mới.",
    ),
    "undo-none": (
        "Chưa có quyết định nào để lấy lại; chưa có gì được thay đổi.",
        "",
    ),
    "decide-unknown": (
        "Không có báo cáo {fingerprint} của đơn vị {unit} ở đây; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại mã báo cáo.",
    ),
    "decide-ambiguous": (
        "Có nhiều báo cáo của đơn vị {unit} bắt đầu bằng {fingerprint}; chưa có gì được thay đổi.",
        "Hãy ghi mã báo cáo dài hơn.",
    ),
    "decide-key": (
        "Báo cáo này của đơn vị {unit} ký bằng khóa chưa được xác nhận; chưa có gì được thay đổi.",
        "Hãy xác nhận khóa trước rồi quyết định.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
