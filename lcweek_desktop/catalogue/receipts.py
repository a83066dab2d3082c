"""Receipts: made by a receiver, opened by a sender, and the remarks in them."""

from typing import Final

PROBLEMS: Final = {
    "bundle-receipt": (
        "Nội dung phiếu tiếp nhận trong tệp sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy đề nghị nơi nhận báo cáo gửi lại phiếu.",
    ),
    "bundle-write-receipt": (
        "Phiếu tiếp nhận của {name} có hơn {limit} ý kiến, hoặc có ý kiến quá dài; chưa ghi tệp nào.",
        "Hãy gộp hoặc viết gọn các ý kiến rồi thực hiện lại.",
    ),
    "receipt-not-report": (
        "Đây là phiếu tiếp nhận của nơi nhận báo cáo, không phải báo cáo; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Nếu là phiếu gửi cho đơn vị mình, hãy kéo tệp vào cửa sổ chương trình.",
        "Nếu là phiếu gửi cho đơn vị mình, hãy dùng lệnh lcweek receipt open.",
    ),
    "report-not-receipt": (
        "Tệp này không phải phiếu tiếp nhận; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy chọn tệp phiếu do nơi nhận báo cáo gửi.",
    ),
    "receipt-others": (
        "Đây là phiếu tiếp nhận của {receiver}, gửi cho {name} ({unit}), kỳ {campaign}; đơn vị đang làm việc "
        "không dùng được phiếu này, dữ liệu không thay đổi.",
        "Hãy chuyển tệp cho đơn vị ấy. Nếu đơn vị ấy làm việc trên máy này, hãy thêm kỳ báo cáo của đơn vị "
        "rồi mở lại.",
    ),
    "receipt-early": (
        "Đây là phiếu tiếp nhận của {receiver}, gửi cho {name} ({unit}), kỳ {campaign}. Máy này chưa có đơn "
        "vị nào nên phiếu chưa được nhận.",
        "Hãy chọn đơn vị của mình; chọn xong, chương trình mở tiếp tệp này.",
    ),
    "receipt-not-above": (
        "Phiếu này do {receiver} ({code}) làm, không phải nơi {name} gửi báo cáo; chưa nhận gì từ tệp này, "
        "số liệu đang có vẫn nguyên.",
        "Hãy hỏi nơi nhận báo cáo của đơn vị trước khi làm theo phiếu này.",
    ),
    "receipt-key": (
        "Phiếu tiếp nhận của {receiver} ký bằng khóa {key}, máy này gặp lần đầu; chưa nhận gì từ phiếu.",
        "Hãy so mã khóa với công văn hoặc gọi hỏi {receiver}; đúng thì đồng ý, chương trình nhớ khóa này.",
        "Hãy so mã khóa với công văn hoặc gọi hỏi {receiver}; đúng thì thực hiện lại với --yes.",
    ),
    "receipt-other-key": (
        "Phiếu tiếp nhận này ký bằng khóa {key}, khác khóa {known} mà {receiver} đã dùng trước đây; chưa "
        "nhận gì từ phiếu.",
        "Hãy gọi hỏi {receiver} xem có cài lại máy không; đúng mã khóa thì đồng ý, nếu không thì bỏ tệp này.",
        "Hãy gọi hỏi {receiver} xem có cài lại máy không; đúng mã khóa thì thực hiện lại với --yes.",
    ),
    "receipt-taken-accepted": ("{receiver} đã tiếp nhận báo cáo, bản số {revision}.", ""),
    "receipt-taken-returned": (
        "{receiver} đề nghị xem lại báo cáo, bản số {revision}: còn {count} ý kiến.",
        "Hãy xem từng ý kiến ở trang Kiểm tra, sửa hoặc trả lời, rồi chốt và gửi bản tiếp theo.",
        "Hãy xem từng ý kiến bằng lệnh lcweek check, sửa hoặc trả lời, rồi chốt và gửi bản tiếp theo.",
    ),
    "receipt-older": ("Đã có phiếu mới hơn của {receiver}; phiếu này chỉ được giữ lại.", ""),
    "receipt-no-revision": (
        "Máy này không có bản số {revision} mà phiếu nói đến; bản chốt tiếp theo sẽ mang số lớn hơn "
        "{highest}.",
        "",
    ),
    "receipt-other-report": (
        "Bản số {revision} trên máy này khác bản mà {receiver} đã nhận.",
        "Nếu đơn vị làm việc ở hai máy, hãy hỏi {receiver} đang tính bản nào.",
    ),
    "receipt-damaged": (
        "Một phiếu tiếp nhận của đơn vị bị hỏng trên máy này, có thể thiếu ý kiến của nơi nhận.",
        "Hãy mở lại tệp phiếu, hoặc đề nghị nơi nhận gửi lại phiếu.",
    ),
    "remark-open": ("{receiver}, về {place}: {text}", ""),
    "receipt-place": (
        "Báo cáo không có chỗ tên là “{place}”; chưa ghi ý kiến nào.",
        "Hãy chọn một ô số liệu, một mục, một ảnh hoặc cả báo cáo.",
        "Hãy viết chỗ như 1.1.count, narrative:I.1, photo:MÃ_ẢNH hoặc report, rồi thực hiện lại.",
    ),
    "receipt-empty": (
        "Trả lại {name} mà không có ý kiến nào thì đơn vị không biết phải sửa gì; chưa ghi gì.",
        "Hãy ghi ít nhất một ý kiến.",
    ),
    "receipt-too-many": (
        "Phiếu của {name} có hơn {limit} ý kiến; chưa ghi gì.",
        "Hãy gộp các ý kiến cùng một chỗ, hoặc bỏ những ý kiến đã xong.",
    ),
    "receipt-text": (
        "Ý kiến bắt đầu bằng “{text}” dài hơn {limit} chữ; chưa ghi gì.",
        "Hãy viết gọn lại.",
    ),
    "receipt-unknown-remark": (
        "{name} không có ý kiến nào đang mở mang mã {remark}; chưa ghi gì.",
        "Hãy chọn một ý kiến đang mở.",
        "Hãy xem mã các ý kiến bằng lệnh lcweek receipt show {unit} --json.",
    ),
    "receipt-none-held": (
        "Chưa giữ báo cáo nào của {name} nên chưa tiếp nhận hay trả lại được; chưa ghi gì.",
        "Nếu báo cáo của đơn vị nằm trong báo cáo của cấp dưới, hãy trả lại báo cáo của cấp dưới ấy.",
    ),
    "receipt-not-counted": (
        "Báo cáo của {name} chưa được tính nên chưa xác nhận tiếp nhận được; chưa ghi gì.",
        "Hãy trả lời việc chờ quyết định của đơn vị, hoặc trả lại báo cáo.",
    ),
    "receipt-none-counted": (
        "Chưa có báo cáo nào đang được tính mà chưa bị trả lại; chưa ghi tệp nào.",
        "Hãy nhận báo cáo của các đơn vị trước.",
    ),
    "decided-accepted": ("Tiếp nhận bản số {revision} của {unit}.", ""),
    "decided-accepted-all": ("Tiếp nhận báo cáo của {count} đơn vị: {units}.", ""),
    "decided-returned": ("Trả lại bản số {revision} của {unit}: {count} ý kiến.", ""),
    "judged-accepted": ("Đã xác nhận tiếp nhận báo cáo này.", ""),
    "judged-returned": ("Đã trả lại báo cáo này: còn {count} ý kiến, {answered} đã trả lời.", ""),
    "judged-answered": (
        "Bản mới sau khi bị trả lại: đã trả lời {answered} trong {count} ý kiến.",
        "Hãy trả lại lần nữa, có đánh dấu những ý kiến đã xong, hoặc ghi phiếu tiếp nhận.",
        "Hãy ghi phiếu bằng lệnh lcweek receipt make, với --settle cho ý kiến đã xong hoặc --accept.",
    ),
    "remark-waits": ("{place}: {text} (chưa trả lời).", ""),
    "remark-kept": ("{place}: {text} (giữ nguyên). Trả lời: {answer}", ""),
    "remark-changed": ("{place}: {text} Trước: {before}; nay: {after}. Trả lời: {answer}", ""),
    "above-own": (
        "Báo cáo của chính {name}, bản số {revision}, đã cộng số liệu này. Khi đơn vị gửi bản sửa, hãy tổng "
        "hợp, chốt và gửi lại.",
        "",
    ),
    "above-member": (
        "Báo cáo của {name}, bản số {revision}, đã cộng số liệu này. Khi đơn vị gửi bản sửa, {name} cần tổng "
        "hợp, chốt và gửi lại.",
        "",
    ),
    "receipt-text-accepted": (
        "{receiver}: đã tiếp nhận báo cáo kỳ {campaign} của {name}, bản số {revision}, mã báo cáo {code}.",
        "",
    ),
    "receipt-text-returned": (
        "{receiver}: đề nghị {name} xem lại báo cáo kỳ {campaign}, bản số {revision}, mã báo cáo {code}. Sửa "
        "hoặc trả lời từng ý kiến rồi chốt và gửi bản tiếp theo.",
        "",
    ),
    "receipt-text-file": (
        "Mở tệp phiếu kèm theo bằng chương trình để thấy ý kiến ngay tại ô, tại mục.",
        "",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
