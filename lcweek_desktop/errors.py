"""The error catalogue: every refusal the program can make, in one place.

A problem has a code (stable, for tests, logs and the telephone), a Vietnamese sentence that says what
happened and to whose data, and the next step. Texts are templates; the context is given where the error is
raised, so the command line and the window show the same words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Problem:
    """One entry of the catalogue; `sentence` and `next_step` are `str.format` templates in Vietnamese."""

    code: str
    sentence: str
    next_step: str


class LcweekError(Exception):
    """Base of both kinds; `code` names the problem, `message` is what a person reads."""

    def __init__(self, code: str, /, **context: object) -> None:
        problem = CATALOGUE[code]
        self.code = code
        self.context = context
        self.sentence = problem.sentence.format(**context)
        self.next_step = problem.next_step.format(**context)
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """Sentence and next step, as shown to a person."""
        return f"{self.sentence} {self.next_step}".strip()


class KnownError(LcweekError):
    """The world's fault (a damaged file, a full disk, a wrong entry): tell the person, go on."""


class BugError(LcweekError):
    """Ours: something the program promised does not hold. The data on disk stays as it was."""


_PROBLEMS: Final = (
    # --- cells and entries
    Problem(
        "number-not-whole",
        "“{text}” không phải là số nguyên; ô giữ giá trị cũ.",
        "Hãy nhập số nguyên, ví dụ 1.234 hoặc 1234.",
    ),
    Problem(
        "entry-key",
        "Mục “{key}” không có trong biểu mẫu; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại tên mục rồi thực hiện lại.",
    ),
    Problem(
        "entry-value",
        "Giá trị tại “{key}” không hợp lệ ({reason}); chưa có gì được thay đổi.",
        "Hãy sửa giá trị này rồi thực hiện lại.",
    ),
    Problem(
        "entry-closed",
        "Ô “{key}” không nhập được ({reason}); chưa có gì được thay đổi.",
        "Hãy bỏ giá trị này rồi thực hiện lại.",
    ),
    Problem(
        "entry-total",
        "Tổng nhập tại “{key}” ({typed}) nhỏ hơn tổng các dòng chi tiết ({total}); chưa có gì được thay đổi.",
        "Hãy nhập tổng bằng hoặc lớn hơn {total}, hoặc bỏ trống để chương trình tự cộng.",
    ),
    Problem(
        "entry-file",
        "Tệp “{file}” không phải tệp số liệu JSON đọc được ({reason}); chưa có gì được thay đổi.",
        "Hãy kiểm tra lại tệp rồi thực hiện lại.",
    ),
    # --- form definitions
    Problem(
        "form-definition",
        "Biểu mẫu trong tệp {file}, mục {table}, khóa {key} có lỗi: {reason}. Số liệu đã lưu vẫn nguyên.",
        "Hãy cài lại chương trình hoặc báo cho người phụ trách biểu mẫu.",
    ),
    Problem(
        "form-missing",
        "Chương trình chưa có biểu mẫu của kỳ báo cáo {campaign}; chưa có gì được thay đổi.",
        "Hãy chọn kỳ báo cáo khác hoặc cài bản chương trình mới.",
    ),
    # --- units
    Problem(
        "unit-unknown",
        "Không có đơn vị mã {unit} trong danh mục; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại mã đơn vị hoặc bổ sung danh mục.",
    ),
    Problem(
        "unit-level",
        "Cấp “{level}” không có trong kỳ báo cáo {campaign}; chưa có gì được thay đổi.",
        "Hãy chọn một trong các cấp: {levels}.",
    ),
    Problem(
        "unit-code",
        "Mã đơn vị “{code}” không hợp lệ; chưa có gì được thay đổi.",
        "Hãy dùng mã chỉ gồm chữ cái không dấu, chữ số và dấu gạch nối, tối đa 64 ký tự.",
    ),
    Problem(
        "unit-name",
        "Chưa có tên đơn vị; chưa có gì được thay đổi.",
        "Hãy ghi tên đơn vị rồi thực hiện lại.",
    ),
    Problem(
        "unit-loop",
        "Danh mục đơn vị có vòng lặp tại mã {code} (đơn vị là cấp trên của chính nó); chưa dùng được.",
        "Hãy sửa cột parent_code rồi nạp lại.",
    ),
    Problem(
        "unit-none",
        "Máy này chưa có đơn vị nào; chưa có gì được thay đổi.",
        "Hãy tạo đơn vị bằng lệnh lcweek init.",
    ),
    Problem(
        "unit-not-here",
        "Máy này không làm việc cho đơn vị mã {unit} (đang có: {units}); chưa có gì được thay đổi.",
        "Hãy chọn một đơn vị đang có, hoặc thêm đơn vị bằng lệnh lcweek init.",
    ),
    Problem(
        "unit-choose",
        "Máy này có nhiều đơn vị ({units}); chưa có gì được thay đổi.",
        "Hãy chọn một đơn vị bằng --unit MÃ.",
    ),
    Problem(
        "directory-file",
        "Danh mục đơn vị {file}, dòng {line} có lỗi: {reason}. Danh mục chưa được dùng.",
        "Hãy sửa tệp (các cột code,name,level,parent_code, mã hóa UTF-8) rồi nạp lại.",
    ),
    # --- writing files for people
    Problem(
        "export-full",
        "Ổ đĩa đã đầy nên chưa ghi được tệp {file}; tệp cũ (nếu có) và số liệu vẫn nguyên vẹn.",
        "Hãy giải phóng dung lượng hoặc chọn nơi lưu khác rồi thực hiện lại.",
    ),
    Problem(
        "export-folder",
        "Không có thư mục {folder} nên chưa ghi được tệp; số liệu vẫn nguyên vẹn.",
        "Hãy tạo thư mục hoặc chọn nơi lưu khác rồi thực hiện lại.",
    ),
    Problem(
        "export-denied",
        "Không được phép ghi vào {file} (tệp đang mở ở chương trình khác hoặc thư mục chỉ cho đọc); "
        "tệp cũ và số liệu vẫn nguyên vẹn.",
        "Hãy đóng tệp ở chương trình khác hoặc chọn nơi lưu khác rồi thực hiện lại.",
    ),
    Problem(
        "export-failed",
        "Chưa ghi được tệp {file} ({reason}); tệp cũ (nếu có) và số liệu vẫn nguyên vẹn.",
        "Hãy chọn nơi lưu khác rồi thực hiện lại.",
    ),
    Problem(
        "export-proof",
        "Tệp vừa ghi đọc lại không đúng nên đã bị bỏ; tệp cũ (nếu có) và số liệu vẫn nguyên vẹn.",
        "Hãy thực hiện lại; nếu vẫn lỗi, hãy kiểm tra ổ đĩa hoặc báo cho người phụ trách chương trình.",
    ),
    Problem(
        "export-kind",
        "Không tạo được tệp {file}: phần mở rộng phải là {kinds}; chưa có gì được ghi.",
        "Hãy đặt lại tên tệp rồi thực hiện lại.",
    ),
    # --- files that people name
    Problem(
        "file-missing",
        "Không có tệp {file}; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại tên tệp và thư mục.",
    ),
    Problem(
        "file-unreadable",
        "Không đọc được tệp {file} ({reason}); chưa có gì được thay đổi.",
        "Hãy đóng tệp ở chương trình khác hoặc chép tệp sang ổ đĩa khác rồi thực hiện lại.",
    ),
    Problem(
        "file-too-large",
        "Tệp {file} lớn hơn {most} MB nên không phải tệp báo cáo; chưa có gì được thay đổi.",
        "Hãy chọn đúng tệp báo cáo.",
    ),
    # --- receiving
    Problem(
        "received-accepted",
        "Đã nhận báo cáo số {revision} của {name} ({unit}); số liệu đã được tính vào tổng hợp.",
        "",
    ),
    Problem(
        "received-superseded",
        "Đã nhận báo cáo số {revision} của {name} ({unit}), thay cho báo cáo trước; số liệu đã được tính lại.",
        "",
    ),
    Problem(
        "received-gap",
        "Đã nhận báo cáo số {revision} của {name} ({unit}) và tính vào tổng hợp; "
        "báo cáo liền trước của đơn vị này chưa có ở đây.",
        "Nếu cần đối chiếu, hãy đề nghị đơn vị gửi cả báo cáo trước.",
    ),
    Problem(
        "received-known",
        "Báo cáo số {revision} của {name} ({unit}) đã có từ trước; không có gì thay đổi.",
        "",
    ),
    Problem(
        "received-reissued",
        "Báo cáo số {revision} của {name} ({unit}) đã có từ trước; số liệu không thay đổi, "
        "phần ký ban hành và bản quét được thay bằng bản mới.",
        "",
    ),
    Problem(
        "received-old",
        "Báo cáo số {revision} của {name} ({unit}) là bản cũ; tổng hợp vẫn dùng bản mới hơn đã nhận.",
        "",
    ),
    Problem(
        "received-refused",
        "Báo cáo số {revision} của {name} ({unit}) đã được quyết định không dùng; tổng hợp không thay đổi.",
        "Nếu muốn dùng bản này, hãy quyết định lại.",
    ),
    Problem(
        "received-fewer-cells",
        "Báo cáo số {revision} của {name} ({unit}) có ít ô số liệu hơn bản đang dùng; tổng hợp tạm giữ bản đang dùng.",
        "Hãy hỏi lại đơn vị rồi quyết định dùng bản nào.",
    ),
    Problem(
        "received-more-cells",
        "Báo cáo số {revision} của {name} ({unit}) là bản trước nhưng có nhiều ô số liệu hơn bản sau đã nhận; "
        "tổng hợp tạm dùng bản trước.",
        "Hãy hỏi lại đơn vị rồi quyết định dùng bản nào.",
    ),
    Problem(
        "received-conflict",
        "Có hai báo cáo khác nhau cùng số {revision} của {name} ({unit}); cả hai chưa được tính vào tổng hợp.",
        "Hãy hỏi lại đơn vị rồi quyết định dùng bản nào.",
    ),
    Problem(
        "received-key-pending",
        "Báo cáo số {revision} của {name} ({unit}) ký bằng khóa mới {key}, chờ xác nhận; chưa được tính vào tổng hợp.",
        "Hãy đối chiếu mã khóa {key} với bản giấy có chữ ký, rồi xác nhận khóa.",
    ),
    Problem(
        "received-key-superseded",
        "Báo cáo số {revision} của {name} ({unit}) ký bằng khóa cũ {key} đã được thay; tệp được để riêng, chưa tính.",
        "Hãy đề nghị đơn vị gửi lại từ máy đang dùng, hoặc xác nhận lại khóa này.",
    ),
    Problem(
        "received-key-bound",
        "Khóa ký của tệp này thuộc đơn vị {other}, không phải của đơn vị {unit}; tệp được để riêng, chưa tính.",
        "Hãy đề nghị đơn vị {unit} gửi báo cáo từ máy của mình.",
    ),
    Problem(
        "received-campaign",
        "Tệp thuộc kỳ báo cáo {theirs}, không phải kỳ {ours}; tệp được để riêng, chưa tính.",
        "Hãy mở kỳ báo cáo {theirs} để nhận tệp này.",
    ),
    Problem(
        "received-form",
        "Tệp dùng biểu mẫu kỳ {campaign} mà chương trình này không có; tệp được để riêng, chưa tính.",
        "Hãy cài bản chương trình mới rồi nhận lại tệp.",
    ),
    Problem(
        "received-practice",
        "Tệp của đơn vị {unit} là bản tập, không phải báo cáo thật; tệp được để riêng, không tính.",
        "Hãy đề nghị đơn vị gửi báo cáo thật.",
    ),
    Problem(
        "received-unit",
        "Đơn vị {unit} không có trong danh mục; tệp được để riêng, chưa tính.",
        "Hãy bổ sung đơn vị vào danh mục rồi nhận lại tệp.",
    ),
    Problem(
        "received-not-below",
        "Đơn vị {unit} không thuộc phạm vi báo cáo về đơn vị này; tệp được để riêng, chưa tính.",
        "Hãy chuyển tệp cho đúng đơn vị nhận, hoặc sửa danh mục.",
    ),
    Problem(
        "received-recipient",
        "Tệp của đơn vị {unit} gửi cho đơn vị {recipient}, không phải cho đơn vị này; tệp được để riêng, chưa tính.",
        "Hãy chuyển tệp cho đơn vị {recipient}.",
    ),
    Problem(
        "received-folder-empty",
        "Thư mục {file} không có tệp nào; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại thư mục hoặc thẻ nhớ.",
    ),
    # --- keys and decisions
    Problem(
        "key-none-waiting",
        "Đơn vị {unit} không có khóa nào như vậy đang chờ xác nhận; chưa có gì được thay đổi.",
        "Hãy nhận tệp báo cáo của đơn vị này trước, hoặc kiểm tra lại mã khóa.",
    ),
    Problem(
        "key-choose",
        "Đơn vị {unit} có nhiều khóa chờ xác nhận ({keys}); chưa có gì được thay đổi.",
        "Hãy đối chiếu với bản giấy rồi chọn một khóa bằng --key MÃ.",
    ),
    Problem(
        "decide-unknown",
        "Không có báo cáo {fingerprint} của đơn vị {unit} ở đây; chưa có gì được thay đổi.",
        "Hãy kiểm tra lại mã báo cáo.",
    ),
    Problem(
        "decide-ambiguous",
        "Có nhiều báo cáo của đơn vị {unit} bắt đầu bằng {fingerprint}; chưa có gì được thay đổi.",
        "Hãy ghi mã báo cáo dài hơn.",
    ),
    Problem(
        "decide-key",
        "Báo cáo này của đơn vị {unit} ký bằng khóa chưa được xác nhận; chưa có gì được thay đổi.",
        "Hãy xác nhận khóa trước rồi quyết định.",
    ),
    # --- judging a file
    Problem(
        "verify-valid",
        "Tệp nguyên vẹn: báo cáo số {revision} của đơn vị {unit}, khóa ký {key}.",
        "",
    ),
    Problem(
        "verify-form-unknown",
        "Tệp nguyên vẹn (báo cáo số {revision} của đơn vị {unit}, khóa ký {key}), "
        "nhưng chương trình không có biểu mẫu của kỳ này nên chưa kiểm tra được từng số liệu.",
        "Hãy cài bản chương trình mới rồi kiểm tra lại.",
    ),
    # --- the demo
    Problem(
        "demo-folder",
        "Thư mục {folder} đã có tệp khác nên không dùng để làm thử; chưa có gì được ghi.",
        "Hãy chọn thư mục mới hoặc thư mục trống.",
    ),
    Problem(
        "demo-sum",
        "Tổng của ô {cell} trong phần làm thử không khớp với số liệu đã nhập; các tệp đã tạo vẫn được giữ nguyên.",
        "Hãy báo cho người phụ trách chương trình.",
    ),
    Problem(
        "demo-received",
        "Phần làm thử nhận tệp {file} không như dự kiến: {reason} Các tệp đã tạo vẫn được giữ nguyên.",
        "Hãy báo cho người phụ trách chương trình.",
    ),
    # --- freezing
    Problem(
        "report-errors",
        "Báo cáo còn {count} lỗi: {findings} Báo cáo chưa được chốt; số liệu vẫn được giữ nguyên.",
        "Hãy sửa các lỗi này rồi thực hiện lại.",
    ),
    Problem(
        "report-no-parent",
        "Đơn vị {unit} không có đơn vị cấp trên để gửi; chưa có gì được thay đổi.",
        "Hãy chỉ rõ nơi nhận bằng --to MÃ.",
    ),
    # --- photos and other files made by others
    Problem(
        "photo-missing",
        "Không tìm thấy tệp ảnh “{file}”; ảnh chưa được thêm.",
        "Hãy kiểm tra lại đường dẫn rồi chọn lại ảnh.",
    ),
    Problem(
        "photo-not-picture",
        "Tệp “{file}” không phải là ảnh mà chương trình đọc được; ảnh chưa được thêm.",
        "Hãy chọn ảnh JPEG, PNG hoặc WEBP; ảnh HEIC của điện thoại cần lưu lại thành JPEG trước.",
    ),
    Problem(
        "photo-too-many-pixels",
        "Ảnh “{file}” có {width} × {height} điểm ảnh, vượt mức {limit} triệu điểm ảnh; ảnh chưa được thêm.",
        "Hãy thu nhỏ ảnh hoặc chọn ảnh khác.",
    ),
    Problem(
        "photo-unreadable",
        "Ảnh “{file}” bị hỏng hoặc chép thiếu nên không đọc được; ảnh chưa được thêm.",
        "Hãy chép lại ảnh từ máy ảnh hoặc điện thoại rồi chọn lại.",
    ),
    Problem(
        "intake-worker-died",
        "Việc đọc tệp “{file}” bị dừng giữa chừng (quá lâu hoặc tốn nhiều bộ nhớ); dữ liệu không thay đổi.",
        "Hãy thử lại; nếu vẫn không được, hãy dùng tệp khác.",
    ),
    # --- the data folder
    Problem(
        "store-busy",
        "Dữ liệu tại {path} đang được cửa sổ hoặc lệnh khác sử dụng; chưa có gì được thay đổi.",
        "Hãy đóng cửa sổ hoặc chờ lệnh kia xong rồi thực hiện lại.",
    ),
    Problem(
        "store-newer",
        "Dữ liệu {path} do bản chương trình mới hơn ghi (phiên bản {found}; bản này đọc được đến {known}); "
        "dữ liệu vẫn nguyên.",
        "Hãy cài bản chương trình mới nhất rồi mở lại.",
    ),
    Problem(
        "store-foreign",
        "Tệp {path} không phải là dữ liệu của chương trình này; tệp được giữ nguyên.",
        "Hãy chuyển tệp đi nơi khác hoặc chọn thư mục dữ liệu khác rồi mở lại.",
    ),
    Problem(
        "store-damaged",
        "Dữ liệu {path} bị hỏng ({reason}) nên chưa mở được; chương trình giữ nguyên tệp, không sửa gì.",
        "Hãy sao chép cả thư mục dữ liệu sang nơi khác rồi dùng bản sao lưu gần nhất.",
    ),
    Problem(
        "store-full",
        "Ổ đĩa đã đầy nên chưa lưu được vào {path}; dữ liệu đã lưu trước đó vẫn nguyên.",
        "Hãy giải phóng dung lượng ổ đĩa rồi thực hiện lại.",
    ),
    Problem(
        "store-readonly",
        "Chương trình không có quyền ghi vào {path}; dữ liệu đã lưu trước đó vẫn nguyên.",
        "Hãy kiểm tra quyền ghi của thư mục dữ liệu hoặc chọn thư mục khác.",
    ),
    Problem(
        "store-io",
        "Không đọc hoặc ghi được {path} ({reason}); dữ liệu đã lưu trước đó vẫn nguyên.",
        "Hãy kiểm tra ổ đĩa và đường dẫn của thư mục dữ liệu rồi thực hiện lại.",
    ),
    Problem(
        "store-hash",
        "Dữ liệu đã lưu của {row} bị hỏng (sai mã kiểm tra) nên không được dùng; phần khác vẫn dùng được.",
        "Hãy nhận lại tệp của đơn vị đó hoặc dùng bản sao lưu gần nhất.",
    ),
    Problem(
        "store-form",
        "Dữ liệu đã lưu của {row} có mục {place} không có trong biểu mẫu hiện dùng; dữ liệu vẫn nguyên.",
        "Hãy dùng bản chương trình đã ghi dữ liệu này hoặc cài bản mới nhất.",
    ),
    Problem(
        "store-blob-missing",
        "Ảnh hoặc tệp gốc có mã {sha256} không còn trong thư mục dữ liệu; số liệu đã lưu vẫn nguyên.",
        "Hãy thêm lại ảnh hoặc nhận lại tệp.",
    ),
    Problem(
        "store-blob-damaged",
        "Ảnh hoặc tệp gốc có mã {sha256} bị hỏng nên không được dùng; số liệu đã lưu vẫn nguyên.",
        "Hãy thêm lại ảnh hoặc nhận lại tệp.",
    ),
    Problem(
        "store-bug",
        "Chương trình gặp lỗi khi đọc hoặc ghi dữ liệu ({reason}); thay đổi vừa rồi chưa được lưu, "
        "dữ liệu trước đó vẫn nguyên.",
        "Hãy báo lỗi này cho người phụ trách chương trình.",
    ),
    # --- bundles: reading
    Problem(
        "bundle-empty",
        "Tệp trống, không có nội dung; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-too-large",
        "Phần “{part}” lớn hơn mức cho phép; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi giảm ảnh và bản quét rồi gửi lại tệp.",
    ),
    Problem(
        "bundle-picture",
        "Đây là tệp ảnh, không phải tệp báo cáo; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi tệp .pdf hoặc .lcweek do chương trình tạo ra.",
    ),
    Problem(
        "bundle-pdf-plain",
        "Tệp PDF này không kèm dữ liệu báo cáo (thường do “in ra PDF” hoặc lưu lại); chưa nhận gì từ tệp "
        "này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi chính tệp do chương trình tạo ra, hoặc nhập số liệu từ bản giấy.",
    ),
    Problem(
        "bundle-pdf-damaged",
        "Tệp PDF bị hỏng hoặc có mật khẩu nên không mở được; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-pdf-several",
        "Tệp PDF này kèm nhiều dữ liệu báo cáo khác nhau; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi gửi gửi chính tệp do chương trình tạo ra.",
    ),
    Problem(
        "bundle-foreign",
        "Đây không phải tệp báo cáo của chương trình; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi tệp .pdf hoặc .lcweek do chương trình tạo ra.",
    ),
    Problem(
        "bundle-container",
        "Tệp báo cáo bị hỏng, chép thiếu hoặc đã bị sửa; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-signature",
        "Chữ ký số của tệp báo cáo không đúng, nội dung có thể đã bị sửa; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-manifest",
        "Bản kê của tệp báo cáo sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-newer",
        "Tệp báo cáo do bản chương trình mới hơn tạo ra; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy cài bản chương trình mới nhất rồi nhận lại tệp.",
    ),
    Problem(
        "bundle-kind",
        "Bản chương trình này chưa đọc được tệp giao nhiệm vụ và tệp phản hồi; chưa nhận gì từ tệp này, số "
        "liệu đang có vẫn nguyên.",
        "Hãy cài bản chương trình mới nhất rồi nhận lại tệp.",
    ),
    Problem(
        "bundle-entries",
        "Các phần của tệp báo cáo không khớp bản kê; chưa nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-hash",
        "Phần “{part}” của tệp báo cáo bị hỏng hoặc đã bị sửa; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-report",
        "Nội dung báo cáo trong tệp sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-signoff",
        "Phần ký ban hành trong tệp sai quy cách (mục “{place}”); chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-identity",
        "Báo cáo trong tệp không phải bản mà bản kê ghi; chưa nhận gì từ tệp này, số liệu đang có vẫn "
        "nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-paper",
        "Mã trên bản giấy kèm trong tệp không phải của báo cáo này; chưa nhận gì từ tệp này, số liệu đang "
        "có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-figures",
        "Số liệu trong tệp không khớp với số kiểm tra của chính tệp; chưa nhận gì từ tệp này, số liệu đang "
        "có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-closed",
        "Tệp báo cáo có số liệu tại ô {cell} mà cấp của đơn vị không nhập; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi bỏ số liệu ở ô này rồi chốt và gửi lại.",
    ),
    Problem(
        "bundle-sum",
        "Số liệu của {name} ({unit}) tại ô {cell} nhỏ hơn phần đã cộng hoặc là số âm; chưa nhận gì từ tệp "
        "này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi kiểm tra lại số liệu của đơn vị này rồi gửi lại.",
    ),
    Problem(
        "bundle-member",
        "Vị trí của {name} ({unit}) trong bản tổng hợp không hợp lệ; chưa nhận gì từ tệp này, số liệu đang "
        "có vẫn nguyên.",
        "Hãy đề nghị nơi gửi tổng hợp lại rồi gửi lại.",
    ),
    Problem(
        "bundle-member-key",
        "Khóa của {name} ({unit}) trong bản tổng hợp không dùng được hoặc là khóa của đơn vị khác; chưa "
        "nhận gì từ tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi nhận lại báo cáo của đơn vị này, tổng hợp và gửi lại.",
    ),
    Problem(
        "bundle-member-signature",
        "Số liệu của {name} ({unit}) trong bản tổng hợp không có chữ ký số đúng của đơn vị; chưa nhận gì từ "
        "tệp này, số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi nhận lại báo cáo của đơn vị này, tổng hợp và gửi lại.",
    ),
    Problem(
        "bundle-member-figures",
        "Số liệu của {name} ({unit}) trong bản tổng hợp khác số liệu đơn vị đã ký; chưa nhận gì từ tệp này, "
        "số liệu đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi nhận lại báo cáo của đơn vị này, tổng hợp và gửi lại.",
    ),
    Problem(
        "bundle-photo",
        "Ảnh “{part}” trong tệp không phải ảnh JPEG hoặc quá lớn; chưa nhận gì từ tệp này, số liệu đang có "
        "vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    Problem(
        "bundle-scan",
        "Bản quét “{part}” trong tệp không phải tệp PDF hoặc ảnh JPEG; chưa nhận gì từ tệp này, số liệu "
        "đang có vẫn nguyên.",
        "Hãy đề nghị nơi gửi gửi lại tệp.",
    ),
    # --- bundles: making
    Problem(
        "bundle-write-number",
        "Số tại “{place}” âm hoặc lớn hơn mức tệp báo cáo ghi được (10^18); báo cáo chưa chốt, số liệu vẫn "
        "nguyên.",
        "Hãy kiểm tra lại số này rồi thực hiện lại.",
    ),
    Problem(
        "bundle-write-photos",
        "Báo cáo có {count} ảnh, quá {limit} ảnh một tệp gửi được; báo cáo chưa chốt, số liệu vẫn nguyên.",
        "Hãy bỏ bớt ảnh rồi thực hiện lại.",
    ),
    Problem(
        "bundle-write-report",
        "Báo cáo dài quá mức một tệp gửi được ({limit} MiB, mục “{place}”); báo cáo chưa chốt, số liệu vẫn "
        "nguyên.",
        "Hãy rút ngắn phần này rồi thực hiện lại.",
    ),
    Problem(
        "bundle-write-signoff",
        "Phần ký ban hành quá dài hoặc có ký tự không gửi được (mục “{place}”); tệp chưa được tạo.",
        "Hãy sửa phần này rồi thực hiện lại.",
    ),
    Problem(
        "bundle-write-photo",
        "Ảnh “{caption}” không gửi được (bị mất, hỏng hoặc lớn hơn {limit} MiB); tệp chưa được tạo.",
        "Hãy thêm lại ảnh rồi thực hiện lại.",
    ),
    Problem(
        "bundle-write-scan",
        "Bản quét phải là PDF hoặc JPEG, nhiều nhất {count} tệp, mỗi tệp không quá {limit} MiB; tệp chưa "
        "được tạo.",
        "Hãy quét lại với độ phân giải thấp hơn hoặc bỏ bớt rồi thực hiện lại.",
    ),
    Problem(
        "bundle-write-file",
        "Tệp báo cáo lớn hơn {limit} MiB nên chưa được tạo; báo cáo đã chốt vẫn nguyên.",
        "Hãy bỏ bớt bản quét hoặc ảnh rồi thực hiện lại.",
    ),
    Problem(
        "bundle-write-bug",
        "Chương trình tổng hợp sai quy cách ({reason}) nên báo cáo chưa chốt; số liệu vẫn nguyên.",
        "Hãy báo cho người phụ trách chương trình.",
    ),
    # --- keys
    Problem(
        "key-malformed",
        "Khóa công khai không đúng quy cách; chưa có gì được thay đổi.",
        "Hãy đề nghị nơi gửi gửi lại.",
    ),
    Problem(
        "key-weak",
        "Khóa công khai thuộc loại không an toàn nên không được dùng; chưa có gì được thay đổi.",
        "Hãy đề nghị nơi gửi tạo khóa mới bằng chương trình rồi gửi lại.",
    ),
    Problem(
        "key-missing",
        "Không tìm thấy tệp khóa {file} của đơn vị; báo cáo chưa chốt hoặc gửi, số liệu vẫn nguyên.",
        "Hãy khôi phục tệp khóa từ bản sao lưu, hoặc tạo khóa mới và xin cấp trên xác nhận.",
    ),
    Problem(
        "key-unreadable",
        "Không đọc được tệp khóa {file} của đơn vị; báo cáo chưa chốt hoặc gửi, số liệu vẫn nguyên.",
        "Hãy kiểm tra quyền đọc của thư mục dữ liệu rồi thực hiện lại.",
    ),
    Problem(
        "key-damaged",
        "Tệp khóa {file} của đơn vị bị hỏng; báo cáo chưa chốt hoặc gửi, số liệu vẫn nguyên.",
        "Hãy khôi phục tệp khóa từ bản sao lưu, hoặc tạo khóa mới và xin cấp trên xác nhận.",
    ),
    Problem(
        "key-exists",
        "Đã có tệp khóa {file}; tệp được giữ nguyên, không ghi đè.",
        "Hãy dùng khóa đang có.",
    ),
    Problem(
        "key-unwritten",
        "Không ghi được tệp khóa {file}; chưa có gì được thay đổi.",
        "Hãy kiểm tra chỗ trống và quyền ghi của thư mục dữ liệu rồi thực hiện lại.",
    ),
    Problem(
        "key-other",
        "Bản số {revision} đã chốt bằng khóa khác với khóa hiện có nên không ký lại được; báo cáo vẫn "
        "nguyên.",
        "Hãy khôi phục khóa cũ từ bản sao lưu, hoặc sửa và chốt bản mới rồi gửi.",
    ),
    # --- the paper code
    Problem(
        "paper-damaged",
        "Mã trên bản giấy bị hỏng hoặc đọc thiếu; chưa nhập gì từ mã này.",
        "Hãy chụp lại rõ hơn hoặc nhập số liệu từ bản giấy.",
    ),
    Problem(
        "paper-version",
        "Mã trên bản giấy do bản chương trình mới hơn tạo ra; chưa nhập gì từ mã này.",
        "Hãy cài bản chương trình mới nhất rồi thực hiện lại.",
    ),
    Problem(
        "paper-form",
        "Mã trên bản giấy là của kỳ báo cáo hoặc biểu mẫu khác; chưa nhập gì từ mã này.",
        "Hãy chọn đúng kỳ báo cáo rồi thực hiện lại.",
    ),
    Problem(
        "paper-signature",
        "Chữ ký số trong mã trên bản giấy không đúng khóa của đơn vị; chưa nhập gì từ mã này.",
        "Hãy đối chiếu mã khóa in trên bản giấy với đơn vị rồi thực hiện lại.",
    ),
    # --- documents
    Problem(
        "document-photo",
        "Ảnh “{photo}” của báo cáo không còn hoặc không đọc được nên chưa in được; số liệu vẫn nguyên.",
        "Hãy bỏ ảnh này khỏi báo cáo hoặc thêm lại ảnh, rồi in lại.",
    ),
    Problem(
        "document-too-tall",
        "Phần đầu trang hoặc phần ký của báo cáo dài hơn một trang giấy nên chưa in được; số liệu vẫn nguyên.",
        "Hãy rút gọn tên cơ quan, địa danh, chức vụ hoặc họ tên người ký, rồi in lại.",
    ),
    Problem(
        "document-cell-too-long",
        "Nội dung “{text}” dài hơn {limit} ký tự nên không ghi được vào một ô bảng tính; số liệu vẫn nguyên.",
        "Hãy rút gọn nội dung này, hoặc in ra tệp PDF.",
    ),
)

CATALOGUE: Final[dict[str, Problem]] = {problem.code: problem for problem in _PROBLEMS}


def sentence(code: str, /, **context: object) -> str:
    """What the catalogue says of `code`, for an outcome that is no error; as LcweekError.message otherwise."""
    problem = CATALOGUE[code]
    return f"{problem.sentence} {problem.next_step}".format(**context).strip()
