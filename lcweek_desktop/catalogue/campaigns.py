"""Campaigns: their files, publishing and installing."""

from typing import Final

PROBLEMS: Final = {
    "campaign-damaged": (
        "Kỳ báo cáo {campaign} đã cài trên máy này bị hỏng nên chưa dùng được; số liệu đã nhập vẫn nguyên.",
        "Hãy cài lại tệp kỳ báo cáo này; số liệu sẽ hiện lại.",
        "Hãy cài lại tệp kỳ báo cáo bằng lệnh lcweek campaign install; số liệu sẽ hiện lại.",
    ),
    "campaign-folder": (
        "Thư mục {folder} đã có tệp bên trong nên chưa lập kỳ báo cáo mới ở đó; chưa có gì được thay đổi.",
        "Hãy chọn thư mục trống hoặc chưa có.",
    ),
    "campaign-older": (
        "Kỳ báo cáo {campaign} trên máy này đang là lần ban hành {installed}; tệp này là lần ban hành "
        "{edition}, không mới hơn. Chưa cài gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy lấy tệp mới nhất từ nơi ban hành.",
    ),
    "campaign-differs": (
        "Kỳ báo cáo {campaign} trên máy này cũng là lần ban hành {edition} nhưng nội dung khác tệp này. Chưa "
        "cài gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy hỏi nơi ban hành tệp nào đúng và đề nghị ban hành lại với số lần cao hơn.",
    ),
    "campaign-id": (
        "Kỳ báo cáo năm {year} của cùng danh mục đơn vị đã có trên máy này với mã {known}, tệp này ghi mã "
        "{campaign}. Chưa cài gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy đề nghị nơi ban hành dùng mã {known} cho kỳ báo cáo này.",
    ),
    "campaign-taken": (
        "Máy này đang làm việc với một kỳ báo cáo khác cũng mang mã {campaign} ({name}). Chưa cài gì, kỳ báo "
        "cáo đang có vẫn nguyên.",
        "Hãy đề nghị nơi ban hành dùng mã khác, hoặc cài tệp này vào thư mục dữ liệu khác.",
    ),
    "campaign-draft-damaged": (
        "Lần ban hành này của kỳ báo cáo {campaign} có dòng hoặc mục khác lần trước, mà bản nháp của đơn vị "
        "{unit} trên máy này có phần bị hỏng nên chưa chuyển sang được. Chưa cài gì, kỳ báo cáo và số liệu "
        "đang có vẫn nguyên.",
        "Hãy mở trang Kiểm tra của đơn vị {unit}, xử lý phần bị hỏng, rồi cài lại.",
        "Hãy xem phần bị hỏng bằng lệnh lcweek check và bỏ nó bằng lệnh lcweek give-up, rồi cài lại.",
    ),
    "campaign-number": (
        "Hai dòng “{first}” và “{second}” của cùng một mục mang chung số thứ tự {number}, nên số liệu dán "
        "vào theo số thứ tự không biết vào dòng nào. Chưa ban hành gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy đặt số khác cho một trong hai dòng ở thẻ Các dòng rồi ban hành lại.",
        "Hãy đặt số khác (tt) cho một trong hai dòng trong phu-luc-2.toml rồi thực hiện lại.",
    ),
    "campaign-unit": (
        "Dòng {row} đổi đơn vị tính từ “{before}” thành “{after}” so với một lần ban hành trước của cùng kỳ "
        "báo cáo, nên số đã báo cáo sẽ bị cộng lẫn. Chưa cài gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy bỏ dòng này, thêm dòng mới với đơn vị tính mới rồi ban hành lại; đơn vị nhận tệp thì báo nơi "
        "ban hành.",
    ),
    "campaign-level": (
        "Lần ban hành này không còn cấp “{level}” của đơn vị {unit} đang làm việc trên máy này. Chưa cài gì, "
        "kỳ báo cáo và số liệu đang có vẫn nguyên.",
        "Hãy hỏi nơi ban hành xem đơn vị báo cáo ở cấp nào.",
    ),
    "campaign-loses": (
        "Có {count} nội dung đã nhập không còn chỗ trong lần ban hành này. Chưa cài gì, kỳ báo cáo và số "
        "liệu đang có vẫn nguyên.",
        "Hãy xem các nội dung đó rồi xác nhận thêm một lần nữa.",
        "Hãy xem các nội dung đó bằng --dry-run, rồi thêm --leave-out để cài.",
    ),
    "campaign-stale": (
        "Lần ban hành mới của kỳ báo cáo {campaign} vừa được cài nên chưa lưu thay đổi này; số liệu đã lưu "
        "trước đó đã chuyển sang lần mới và vẫn nguyên.",
        "Hãy mở lại đơn vị này rồi nhập lại thay đổi vừa rồi.",
        "Hãy thực hiện lại lệnh.",
    ),
    "campaign-publisher": (
        "Máy này không có đơn vị nào ở cấp cao nhất của danh mục {edition} nên chưa ban hành được kỳ báo "
        "cáo; chưa ghi tệp nào.",
        "Hãy ban hành trên máy của đơn vị tổng hợp cao nhất.",
    ),
    "campaign-publishers": (
        "Máy này có nhiều đơn vị ở cấp cao nhất ({units}); chưa ghi tệp nào.",
        "Hãy chọn đơn vị ban hành.",
        "Hãy chọn đơn vị ban hành bằng --unit MÃ.",
    ),
    "campaign-key-new": (
        "Máy này chưa có kỳ báo cáo nào mang mã khóa {short} của {publisher}; chưa có gì được thay đổi.",
        "Hãy so mã khóa này với công văn kèm theo trước khi cài.",
    ),
    "campaign-key-other": (
        "Kỳ báo cáo {campaign} cùng năm trên máy này do {publisher} ban hành với mã khóa khác ({short}); "
        "chưa có gì được thay đổi.",
        "Hãy chắc chắn rằng tệp này đúng là của nơi ban hành trước khi cài.",
    ),
    "campaign-not-report": (
        "Đây là tệp kỳ báo cáo (biểu mẫu của một năm), không phải báo cáo; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Nếu cần kỳ báo cáo này, hãy cài tệp như một kỳ báo cáo.",
        "Nếu cần kỳ báo cáo này, hãy cài bằng lệnh lcweek campaign install.",
    ),
    "campaign-foreign": (
        "Tệp {file} không phải tệp kỳ báo cáo; chưa cài gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy chọn tệp .lcweek do nơi ban hành gửi.",
    ),
    "report-not-campaign": (
        "Đây là tệp báo cáo, không phải tệp kỳ báo cáo; chưa cài gì, kỳ báo cáo đang có vẫn nguyên.",
        "Hãy chọn tệp kỳ báo cáo do nơi ban hành gửi.",
    ),
}
"""The sentence and the next step of each code, as CATALOGUE has them."""
