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
        return f"{self.sentence} {self.next_step}"


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
        "Mã chỉ gồm chữ cái không dấu, chữ số và dấu gạch nối, tối đa 64 ký tự.",
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
    # --- freezing
    Problem(
        "report-errors",
        "Báo cáo còn {count} lỗi nên chưa chốt được; số liệu vẫn được giữ nguyên: {findings}",
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
        "Hãy nhận lại tệp, nhập lại phần này hoặc dùng bản sao lưu gần nhất.",
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
)

CATALOGUE: Final[dict[str, Problem]] = {problem.code: problem for problem in _PROBLEMS}
