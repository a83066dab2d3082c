"""What is asked about received reports, and what was decided, as the history of decisions says it."""

from typing import Final

PROBLEMS: Final = {
    "question-one-code": (
        "Mã {unit} có các báo cáo khác tên hoặc khác khóa ký, không nối tiếp nhau.",
        "Hãy cho biết đó là một đơn vị hay hai đơn vị chung một mã.",
    ),
    "question-restored": (
        "Bản số {revision} của {name}, ký bằng khóa {key}, được làm trên dữ liệu khôi phục hoặc chuyển từ "
        "máy khác.",
        "",
    ),
    "question-key": (
        "Báo cáo của {units} ký bằng khóa mới {key}.",
        "Hãy đối chiếu mã khóa với bản giấy có chữ ký rồi xác nhận khóa.",
    ),
    "question-newer-direct": (
        "Bản gửi trực tiếp của {units} mới hơn bản trong báo cáo của {holder}.",
        "Hãy cho biết tính bản mới ở đây, hay đợi {holder} gửi báo cáo mới.",
    ),
    "question-conflict": (
        "Có các báo cáo khác nhau cùng một số bản của {units}.",
        "Hãy cho biết tính báo cáo nào.",
    ),
    "question-fewer-cells": (
        "Bản sau của {units} có ít ô số liệu hơn bản trước.",
        "Hãy cho biết tính bản nào.",
    ),
    "question-sudden": (
        "Bản sau của {units} đang được tính, nhưng có số đã có nay để trống hoặc tăng, giảm đúng 10, 100, "
        "1.000 lần so với bản trước.",
        "Hãy xem các ô ghi đầu rồi cho biết tính bản nào; chưa trả lời thì bản sau vẫn được tính.",
    ),
    "question-alike": (
        "Các đơn vị {units} trông giống nhau, có thể là một đơn vị.",
        "Hãy cho biết đó là một đơn vị hay các đơn vị khác nhau.",
    ),
    "question-alike-inside": (
        "Các đơn vị {units} trông giống nhau, có thể là một đơn vị; báo cáo của các đơn vị này chỉ có trong "
        "báo cáo của đơn vị khác nên không gộp được ở đây.",
        "Nếu là một đơn vị, hãy đề nghị đơn vị tổng hợp gộp lại rồi gửi báo cáo mới; nếu không, hãy cho biết "
        "đó là các đơn vị khác nhau.",
    ),
    "newer-message": (
        "Kính gửi {holder}: {name} đã gửi bản số {revision}, mới hơn bản số {older} trong báo cáo của "
        "{holder}. Đề nghị {holder} nhận bản mới, tổng hợp lại rồi gửi báo cáo mới.",
        "",
    ),
    "sums-asking": (
        "Tổng hợp thiếu {count} đơn vị, đang hỏi: {units}.",
        "Hãy bấm “Quyết định…” ở trang Tiếp nhận để trả lời.",
        "Hãy xem câu hỏi và các câu trả lời bằng lệnh lcweek questions.",
    ),
    "sums-newer": (
        "{name}: tính bản số {older} trong báo cáo của {holder}; bản số {revision} mới hơn chưa được tính.",
        "",
    ),
    "asked-key": (
        "Chưa cộng {name}: khóa ký của báo cáo đang chờ xác nhận.",
        "",
    ),
    "asked-provisional": (
        "Đã cộng {name}; khóa ký của báo cáo chưa đối chiếu với bản giấy.",
        "",
    ),
    "asked-provisional-many": (
        "Đã cộng {count} đơn vị mà khóa ký của báo cáo chưa đối chiếu với bản giấy.",
        "",
    ),
    "asked-provisional-below": (
        "Trong báo cáo của {holder} có đơn vị được cộng khi khóa chưa đối chiếu: {units}.",
        "",
    ),
    "sums-provisional": (
        "Đã cộng {count} đơn vị có khóa chưa đối chiếu: {units}.",
        "Hãy bấm “Xác nhận khóa…” ở trang Tiếp nhận.",
        "Hãy so mã khóa với bản giấy rồi dùng lệnh lcweek confirm-key.",
    ),
    "asked-typed": ("Số liệu nhập thay {name} có {count} chỗ cần xem. {first}", ""),
    "asked-one-code": (
        "Chưa cộng {name}: đang hỏi đó là một đơn vị hay hai đơn vị chung một mã.",
        "",
    ),
    "asked-choice": (
        "Chưa cộng {name}: có các báo cáo khác nhau, đang chờ chọn.",
        "",
    ),
    "asked-older": (
        "Đang cộng bản số {revision} của {name}; còn báo cáo khác của đơn vị này đang chờ quyết định.",
        "",
    ),
    "asked-sudden": (
        "Đang cộng bản số {revision} của {name}; {count} ô nay để trống hoặc tăng, giảm đúng 10, 100, 1.000 "
        "lần so với bản trước, chưa ai xác nhận.",
        "",
    ),
    "asked-alike": (
        "Có thể cộng hai lần: {units} trông giống nhau, có thể là một đơn vị.",
        "",
    ),
    "remark-asking": ("Chưa cộng, đang hỏi: {units}.", ""),
    "remark-provisional": ("Khóa chưa đối chiếu: {units}.", ""),
    "remark-damaged": ("Chưa cộng, dữ liệu bị hỏng: {units}.", ""),
    "remark-older": ("Còn báo cáo chưa cộng của: {units}.", ""),
    "remark-one-key": ("Chưa cộng, ký bằng khóa của đơn vị khác: {units}.", ""),
    "remark-sudden": ("Số khác hẳn bản trước, chưa xác nhận: {units}.", ""),
    "remark-alike": ("Có thể cộng hai lần: {units}.", ""),
    "remark-edition": ("Theo lần ban hành cũ của kỳ báo cáo: {units}.", ""),
    "sums-edition": (
        "Theo lần ban hành cũ của kỳ báo cáo: {units}; đang cộng theo từng dòng.",
        "Hãy đề nghị đơn vị cài lần ban hành mới, chốt và gửi lại.",
    ),
    "sums-edition-left": (
        "{name}, theo lần ban hành cũ: không còn chỗ nên không cộng {numbers}.",
        "",
    ),
    "sums-one-key": (
        "Báo cáo của {unit} và của {other} ký bằng cùng một khóa nên tính là của một đơn vị: chỉ tính bản số "
        "{revision} của {other}.",
        "Nếu là hai đơn vị, hãy đề nghị {unit} gửi lại báo cáo từ máy của mình.",
    ),
    "safe-work": (
        "Có thể làm ngay: nhận lại {files} tệp, xác nhận tiếp nhận {reports} báo cáo.",
        "",
    ),
    "safe-work-none": ("Không có việc nào làm ngay được mà không phải xem.", ""),
    "decided-key": ("Xác nhận khóa {key} của {unit}.", ""),
    "taken-back": (
        "Đã thôi dùng khóa {key} của {unit}; tổng hợp đã đổi {count} ô: {cells}.",
        "",
    ),
    "taken-back-unsummed": (
        "Đã thôi dùng khóa {key} của {unit}; không ô nào của tổng hợp thay đổi.",
        "",
    ),
    "decided-keys": ("Xác nhận khóa của {count} đơn vị: {units}.", ""),
    "decided-entered": ("Nhập thay số liệu của {unit}.", ""),
    "decided-entered-again": ("Nhập lại số liệu thay {unit}; lần nhập trước không được tính nữa.", ""),
    "decided-entered-all": ("Nhập thay số liệu của {count} đơn vị: {units}.", ""),
    "decided-take-back": ("Thôi dùng khóa {key} của {unit}.", ""),
    "decided-one-unit": ("Các báo cáo của {unit} là của một đơn vị, tên “{name}”, dùng khóa {key}.", ""),
    "decided-report": ("Tính báo cáo {report} của {unit}.", ""),
    "decided-two-units": ("Báo cáo ký bằng khóa {key} dưới mã của {unit} là của đơn vị khác: {new}.", ""),
    "decided-same-unit": ("{other} và {unit} là một đơn vị, dùng khóa {key}.", ""),
    "decided-apart": ("Các đơn vị {units} là khác nhau.", ""),
    "told-replaced": ("{unit} nay dùng khóa {key}, không dùng khóa {former} nữa.", ""),
    "decided-added": ("Thêm vào danh mục, thuộc {receiver}: {units}.", ""),
    "decided-renamed": ("Đổi tên “{before}” ({unit}) thành “{after}”.", ""),
    "decided-moved": ("Chuyển {unit} từ {before} về {after}.", ""),
    "decided-merged": ("Gộp {units} vào {into}.", ""),
    "decided-split": ("Tách {unit} thành {units}.", ""),
    "decided-closed": ("Ngừng theo dõi {unit}, không chờ báo cáo nữa.", ""),
    "decided-reopened": ("Theo dõi lại {unit}.", ""),
    "decided-imported": (
        "Nhập danh sách: thêm {added} đơn vị, sửa {changed} đơn vị, ghi {contacts} người liên hệ.",
        "",
    ),
    "decided-contact": ("Người liên hệ của {unit}: {contact}.", ""),
    "decided-wait": ("Chưa tính báo cáo {report} của {unit}; đợi báo cáo mới của đơn vị tổng hợp nó.", ""),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
