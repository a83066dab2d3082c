"""Units and their directory."""

from typing import Final

PROBLEMS: Final = {
    "unit-unknown": (
        "Không có đơn vị mã {unit} trong danh mục; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại mã đơn vị hoặc bổ sung danh mục.",
    ),
    "unit-level": (
        "Cấp “{level}” không có trong kỳ báo cáo {campaign}; chưa có gì được thay đổi.",
        "Hãy chọn một trong các cấp: {levels}.",
    ),
    "unit-code": (
        "Mã đơn vị “{code}” không hợp lệ; chưa có gì được thay đổi.",
        "Hãy dùng mã chỉ gồm chữ cái không dấu, chữ số và dấu gạch nối, tối đa 64 ký tự.",
    ),
    "unit-code-or-parent": (
        "Chưa có mã đơn vị và cũng chưa có nơi nhận báo cáo; chưa có gì được thay đổi.",
        "Hãy cho biết mã của đơn vị, hoặc mã của đơn vị nhận báo cáo để chương trình đặt mã.",
    ),
    "unit-name": (
        "Chưa có tên đơn vị; chưa có gì được thay đổi.",
        "Hãy ghi tên đơn vị rồi thực hiện lại.",
    ),
    "unit-loop": (
        "Danh mục đơn vị có vòng lặp tại mã {code} (đơn vị là cấp trên của chính nó); chưa dùng được.",
        "Hãy sửa cột parent_code rồi nạp lại.",
    ),
    "unit-none": (
        "Máy này chưa có đơn vị nào; chưa có gì được thay đổi.",
        "Hãy chọn Tệp, Thêm đơn vị.",
        "Hãy tạo đơn vị bằng lệnh lcweek init.",
    ),
    "unit-same": (
        "{name} đã có đúng tên và nơi nhận báo cáo này; chưa có gì được thay đổi.",
        "Hãy ghi tên khác, hoặc chọn nơi nhận khác.",
    ),
    "unit-renamed": ("Báo cáo sẽ in và gửi với tên “{after}” thay cho “{before}”.", ""),
    "unit-renamed-frozen": (
        "Bản số {revision} đã chốt giữ tên cũ; bản chốt tiếp theo mang tên mới, nơi nhận được báo là đơn vị "
        "đổi tên.",
        "",
    ),
    "unit-name-typed": (
        "Tên cũ còn trong những chỗ đã gõ: {places}; chương trình không tự sửa những chỗ này.",
        "",
    ),
    "unit-moved": ("Từ nay {name} gửi báo cáo cho {receiver}.", ""),
    "unit-moved-sent": (
        "{before} vẫn giữ và cộng báo cáo đã nhận; hãy báo cho {before} và {after} biết. {after} thêm đơn vị "
        "vào danh mục và xác nhận khóa một lần khi nhận báo cáo; ở cấp trên chung, đơn vị chỉ được tính một "
        "lần.",
        "",
    ),
    "unit-key-stays": ("Mã đơn vị, khóa ký và số liệu giữ nguyên; dữ liệu được sao lưu trước khi sửa.", ""),
    "unit-removed-draft": ("Số liệu, lời văn, ảnh đang nhập của đơn vị được bỏ.", ""),
    "unit-removed-frozen": (
        "Báo cáo đã chốt (đến bản số {revision}) và những lần đã gửi vẫn nằm trong dữ liệu, hiện lại khi "
        "thêm lại đơn vị.",
        "",
    ),
    "unit-removed-held": (
        "Báo cáo đã nhận của {count} đơn vị và các quyết định vẫn nằm trong dữ liệu, hiện lại khi thêm lại "
        "đơn vị.",
        "",
    ),
    "unit-removed-backup": (
        "Dữ liệu được sao lưu trước; muốn lấy lại, hãy thêm lại {name} rồi khôi phục bản sao lưu đó.",
        "",
    ),
    "unit-grave": (
        "{name} đã chốt báo cáo (bản số mới nhất: {revision}) hoặc đang giữ báo cáo đã nhận ({held} đơn vị) "
        "nên chưa được bỏ; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại có đúng là đơn vị cần bỏ không.",
        "Hãy kiểm tra lại có đúng là đơn vị cần bỏ không; nếu đúng thì thêm --expressly.",
    ),
    "unit-listed": (
        "Danh mục đã có mã {unit}: {name}; chưa có gì được thay đổi.",
        "Hãy sửa đơn vị đã có; nếu đơn vị ấy đã ngừng, hãy cho theo dõi lại; nếu là đơn vị khác, hãy ghi mã "
        "hoặc tên khác.",
    ),
    "unit-not-below": (
        "{name} không thuộc {receiver} nên không sửa được ở đây; chưa có gì được thay đổi.",
        "Hãy đề nghị đơn vị nhận báo cáo của {name} sửa.",
    ),
    "unit-only-reported": (
        "{name} chỉ có trong báo cáo của {holder}, không có trong danh mục ở đây; chưa có gì được thay đổi.",
        "Hãy đề nghị {holder} sửa rồi gửi báo cáo mới.",
    ),
    "unit-of-machine": (
        "{name} làm việc ngay trên máy này; chưa có gì được thay đổi.",
        "Hãy mở đơn vị ấy rồi chọn Tệp, Sửa đơn vị.",
        "Hãy dùng lệnh lcweek change-unit hoặc lcweek remove-unit.",
    ),
    "unit-below-itself": (
        "{parent} thuộc {name} nên không nhận báo cáo của {name} được; chưa có gì được thay đổi.",
        "Hãy chọn nơi nhận khác.",
    ),
    "unit-too-deep": (
        "{name} đã có {count} cấp ở trên nên không thêm được đơn vị trực thuộc; chưa có gì được thay đổi.",
        "Hãy chọn nơi nhận khác.",
    ),
    "unit-merge-few": (
        "Gộp cần ít nhất hai đơn vị khác nhau; chưa có gì được thay đổi.",
        "Hãy chọn thêm đơn vị.",
    ),
    "unit-merge-inside": (
        "{into} thuộc {name} nên không gộp {name} vào đó được; chưa có gì được thay đổi.",
        "Hãy chuyển {into} ra nơi khác trước, hoặc gộp vào đơn vị khác.",
    ),
    "unit-split-few": (
        "Sau khi tách, {name} phải thành ít nhất hai đơn vị; chưa có gì được thay đổi.",
        "Hãy ghi thêm tên đơn vị mới, mỗi dòng một tên.",
        "Hãy ghi thêm tên đơn vị mới, hoặc thêm --stays nếu đơn vị cũ vẫn còn.",
    ),
    "unit-twice": (
        "Hai đơn vị mới trùng tên “{name}”; chưa có gì được thay đổi.",
        "Hãy ghi tên khác nhau.",
    ),
    "unit-has-below": (
        "{name} còn {count} đơn vị trực thuộc; chưa có gì được thay đổi.",
        "Hãy chuyển các đơn vị ấy về nơi khác trước.",
    ),
    "unit-closed": (
        "{name} đã ngừng từ trước; chưa có gì được thay đổi.",
        "Nếu cần sửa, hãy cho theo dõi lại {name} trước.",
    ),
    "unit-open": (
        "{name} vẫn đang được theo dõi; chưa có gì được thay đổi.",
        "",
    ),
    "contact-same": (
        "Người liên hệ của {name} đã đúng như vậy; chưa có gì được thay đổi.",
        "Hãy ghi tên hoặc số điện thoại khác.",
    ),
    "table-password": (
        "Bảng {file} có mật khẩu nên chưa đọc được; danh mục không thay đổi.",
        "Hãy mở bảng bằng Excel, bỏ mật khẩu, lưu lại rồi nhập lại.",
    ),
    "table-unreadable": (
        "Không đọc được bảng nào trong tệp {file}; danh mục không thay đổi.",
        "Hãy mở tệp bằng Excel, lưu thành Excel Workbook (.xlsx) hoặc CSV UTF-8 rồi nhập lại.",
    ),
    "table-columns": (
        "Không tìm thấy cột tên đơn vị trong bảng {file}; danh mục không thay đổi.",
        "Hãy để một dòng tiêu đề có “Tên đơn vị” hoặc “Tên trường” ở trên các tên rồi nhập lại.",
    ),
    "list-parent": ("Không có đơn vị nhận báo cáo “{parent}” ở đây; dòng này chưa được nhập.", ""),
    "list-heading": ("Không phải tên đơn vị.", ""),
    "list-twice": ("{name} đã có ở một dòng trên.", ""),
    "list-alike": ("Giống đơn vị đã có: {units}.", ""),
    "change-held": ("Báo cáo đã nhận của {name} giữ nguyên và vẫn được tính.", ""),
    "change-renamed-held": (
        "Báo cáo đã nhận của {name} giữ tên ghi trong báo cáo; nơi nào hiện báo cáo thì hiện tên ấy.",
        "",
    ),
    "change-held-inside": (
        "Báo cáo của {holder} có số liệu của {name} và không đổi theo; số liệu vẫn được tính một lần.",
        "",
    ),
    "change-frozen": ("Báo cáo đã chốt (bản số {revision}) giữ như cũ; bản chốt sau theo danh mục mới.", ""),
    "change-same-name": ("Ở cùng nơi đã có đơn vị tên giống “{name}”: {other} ({code}).", ""),
    "practice-out": (
        "Đây là đơn vị dùng thử nên không gửi, không chép đi đâu được; số liệu thật không bị ảnh hưởng.",
        "Hãy thôi dùng thử rồi làm với đơn vị của mình.",
    ),
    "practice-files": (
        "Đang dùng thử nên tệp chưa được mở; chương trình mở tiếp tệp này khi thôi dùng thử.",
        "",
    ),
    "unit-damaged": (
        "Tên và cấp đã lưu của đơn vị mã {unit} trên máy này bị hỏng nên chưa mở được đơn vị; số liệu đã "
        "nhập vẫn nguyên.",
        "Hãy thêm lại đơn vị này với đúng tên, cấp và nơi nhận báo cáo như trước; số liệu sẽ hiện lại.",
        "Hãy chạy lệnh lcweek init --unit {unit} với đúng tên, cấp và nơi nhận báo cáo như trước; số liệu sẽ "
        "hiện lại.",
    ),
    "unit-not-here": (
        "Máy này không làm việc cho đơn vị mã {unit} (đang có: {units}); chưa có gì được thay đổi.",
        "Hãy chọn một đơn vị đang có, hoặc chọn Tệp, Thêm đơn vị.",
        "Hãy chọn một đơn vị đang có, hoặc thêm đơn vị bằng lệnh lcweek init.",
    ),
    "unit-choose": (
        "Máy này có nhiều đơn vị ({units}); chưa có gì được thay đổi.",
        "Hãy chọn một đơn vị.",
        "Hãy chọn một đơn vị bằng --unit MÃ.",
    ),
    "directory-zeros": (
        "Trong danh mục {file}, {count} mã có lẽ đã mất số 0 ở đầu (ví dụ {written} là {meant}); danh mục "
        "chưa được dùng.",
        "Hãy định dạng hai cột mã là kiểu chữ (Text), sửa lại các mã rồi lưu và nạp lại.",
        "Hãy sửa hai cột mã trong tệp; với lệnh lcweek init, nếu đúng là các mã ấy thì thêm --restore-zeros.",
    ),
    "directory-file": (
        "Danh mục đơn vị {file}, dòng {line} có lỗi: {reason}. Danh mục chưa được dùng.",
        "Hãy sửa tệp (các cột code,name,level,parent_code, mã hóa UTF-8) rồi nạp lại.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
