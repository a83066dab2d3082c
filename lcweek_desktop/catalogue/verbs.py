"""Everything that a person can do with the program, each thing with its words and with what it changes.

This is the one list for both faces of the program: menus, buttons, the undo history and the sentences that
say what was done. Whoever adds something to do adds it here (docs/adr/0090).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Change(Enum):
    """A part of the data that can change; what shows it reads it again when it has changed."""

    REPORT = "report"
    """The report that the unit is entering, its sign-off included."""
    PROGRESS = "progress"
    """How far that report has come: frozen, a scan of its paper attached, sent."""
    RECEIVED = "received"
    """What is held of other units, what was decided about it, and the directory of units."""
    UNITS = "units"
    """The units of this installation."""
    MACHINE = "machine"
    """Whether the data of this machine went to another one."""
    BACKUPS = "backups"
    """The backups, and what is known of copies taken elsewhere."""


@dataclass(frozen=True, eq=False)
class _Entry:
    """The texts are `str.format` templates in Vietnamese. `changes` is None for what writes no data.
    `done_cli` is empty where the command line says the same as the window."""

    phrase: str
    changes: Change | None = None
    done: str = ""
    done_cli: str = ""


class Verb(Enum):
    """One thing that a person can do."""

    # Entering a report. Each of these can be undone.
    SET_FIGURE = _Entry("nhập số dòng {row}", Change.REPORT)
    CLEAR_CELLS = _Entry("xóa các ô", Change.REPORT)
    PASTE_CELLS = _Entry("dán {count} ô", Change.REPORT, "Đã dán {count} ô; Ctrl+Z để lấy lại.")
    FILL_CELLS = _Entry("điền {count} ô", Change.REPORT, "Đã điền {count} ô; Ctrl+Z để lấy lại.")
    FOLLOW_ROWS = _Entry("cho tổng theo các dòng", Change.REPORT)
    COPY_LAST_YEAR = _Entry("chép số năm trước", Change.REPORT)
    ZERO_CELLS = _Entry(
        "ghi 0 vào {count} ô trống", Change.REPORT, "Đã ghi 0 vào {count} ô trống; Ctrl+Z để lấy lại."
    )
    ENTER_WORKBOOK = _Entry(
        "nhập {count} ô từ Excel", Change.REPORT, "Đã nhập {count} ô từ tệp Excel; Ctrl+Z để lấy lại."
    )
    PUT_BACK = _Entry("lấy lại giá trị cũ", Change.REPORT, "Đã lấy lại giá trị cũ; Ctrl+Z để hoàn tác.")
    RETURN_CELLS = _Entry(
        "trở lại bản đã gửi ở {count} ô",
        Change.REPORT,
        "Đã trở lại bản đã gửi ở {count} ô; Ctrl+Z để lấy lại.",
    )
    RETURN_REPORT = _Entry("trở lại bản đã gửi", Change.REPORT)
    SET_NOTE = _Entry("nhập ghi chú", Change.REPORT)
    ADD_LINE = _Entry("thêm dòng", Change.REPORT)
    EDIT_LINE = _Entry("sửa dòng", Change.REPORT)
    MOVE_LINE = _Entry("chuyển dòng", Change.REPORT)
    REMOVE_LINE = _Entry("xóa dòng", Change.REPORT)
    SET_TEXT = _Entry("sửa mục {heading}", Change.REPORT)
    LIST_DOCUMENTS = _Entry(
        "lập danh sách văn bản ở mục {heading}",
        Change.REPORT,
        done_cli="Đã thêm {added} văn bản; danh sách ở mục {heading} có {count} văn bản.",
    )
    TAKE_PIECES = _Entry(
        "lấy {count} đoạn vào mục {heading}",
        Change.REPORT,
        "Đã lấy {count} đoạn vào mục {heading}; Ctrl+Z để lấy lại.",
        done_cli="Đã lấy {count} đoạn vào mục {heading}, mỗi đoạn ghi rõ nguồn.",
    )
    LEAVE_PIECES = _Entry(
        "bỏ qua {count} đoạn", Change.REPORT, done_cli="Đã ghi nhận bỏ qua {count} đoạn ở mục {heading}."
    )
    TELL_FIGURES = _Entry(
        "viết mục {heading} từ số liệu", Change.REPORT, done_cli="Đã viết mục {heading} từ số liệu."
    )
    REPLACE_WORDS = _Entry(
        "thay {count} chỗ trong lời văn", Change.REPORT, "Đã thay {count} chỗ; Ctrl+Z để lấy lại."
    )
    ADD_PHOTOS = _Entry("thêm ảnh", Change.REPORT, "Đã thêm {count} ảnh.")
    CAPTION_PHOTO = _Entry("viết chú thích ảnh", Change.REPORT)
    SET_PHOTO_ROW = _Entry("chọn hoạt động của ảnh", Change.REPORT)
    MOVE_PHOTO = _Entry("chuyển ảnh", Change.REPORT)
    ROTATE_PHOTO = _Entry("xoay ảnh", Change.REPORT)
    REMOVE_PHOTO = _Entry("bỏ ảnh", Change.REPORT, "Đã bỏ ảnh số {number}; nhấn Ctrl+Z để lấy lại.")
    SET_SIGNOFF = _Entry("sửa thông tin ký", Change.REPORT)
    CONVERT_TEXT = _Entry("chuyển sang Unicode", Change.REPORT)
    ACCEPT_WARNING = _Entry("chấp nhận lưu ý", Change.REPORT)
    REOPEN_WARNING = _Entry("bỏ chấp nhận lưu ý", Change.REPORT)

    # Entering a whole report at once, on the command line.
    ENTER_REPORT = _Entry(
        "nhập báo cáo", Change.REPORT, done_cli="Đã lưu báo cáo của {unit}: {cells} ô số liệu, {findings}."
    )

    # What is damaged in the data folder.
    GIVE_UP_DAMAGED = _Entry(
        "bỏ phần hỏng",
        Change.RECEIVED,
        "Đã bỏ phần hỏng; phần còn đọc được (nếu có) nằm trong thư mục “damaged” của thư mục dữ liệu.",
        "Đã bỏ phần hỏng tại “{place}”; phần còn đọc được (nếu có) nằm trong thư mục “damaged” của thư mục "
        "dữ liệu.",
    )

    # From a finished report to a sent one.
    TELL_LAST_SENT = _Entry("cho biết bản đã gửi gần nhất", Change.PROGRESS)
    FREEZE_HERE = _Entry("vẫn chốt ở máy này")
    FREEZE = _Entry("chốt và in bản chính", Change.PROGRESS)
    SEND = _Entry(
        "gửi",
        Change.PROGRESS,
        done_cli="Đã chốt bản số {revision} và ghi {file} ({kilobytes} KB). "
        "Hãy gửi tệp này cho đơn vị {recipient}.",
    )
    CARRY_SENT_FILE = _Entry(
        "chép tệp gửi sang USB",
        done="Đã chép tệp thành {file}; tệp đã nằm chắc trên ổ đĩa đó, có thể rút USB.",
    )
    COMPOSE_MAIL = _Entry("soạn thư")
    ATTACH_SCANS = _Entry(
        "đính kèm bản quét", Change.PROGRESS, "Đã đính kèm {files}; bản quét đi cùng tệp gửi."
    )
    ATTACH_SIGNED = _Entry(
        "nhận tệp đã ký số",  # it comes among the files of ATTACH_SCANS, which says what changes
        done="Đã nhận {files}: đúng báo cáo đang chốt, có chữ ký số. Từ nay tệp này là tệp gửi.",
    )
    NOTE_PRINTED = _Entry("ghi nhận đã in", Change.PROGRESS)
    DETACH_SCAN = _Entry("bỏ bản quét", Change.PROGRESS, "Đã bỏ bản quét.")

    # The reports of other units.
    RECEIVE = _Entry("nhận báo cáo", Change.RECEIVED, "Đã đọc {count} tệp{verdicts}.")
    ADD_UNKNOWN_UNITS = _Entry("thêm đơn vị", Change.RECEIVED, "Đã đọc {count} tệp{verdicts}.")
    CONFIRM_KEYS = _Entry(
        "xác nhận khóa",
        Change.RECEIVED,
        "Đã xác nhận khóa của {count} đơn vị; {counted} đơn vị trong số đó nay được tính.",
        "Đã xác nhận khóa ký của đơn vị {unit}.",
    )
    ACCEPT_REPORT = _Entry(
        "chấp nhận",
        Change.RECEIVED,
        "Đã xác nhận tiếp nhận báo cáo của {unit}; lấy lại được ở “Quyết định…”.",
    )
    DO_SAFE_WORK = _Entry(
        "làm tất cả việc an toàn",
        Change.RECEIVED,
        "Đã nhận lại {files} tệp và xác nhận tiếp nhận {reports} báo cáo; “Quyết định…” lấy lại được các xác "
        "nhận này.",
        "Đã nhận lại {files} tệp và xác nhận tiếp nhận {reports} báo cáo; lệnh undo lấy lại các xác nhận "
        "này.",
    )
    TAKE_BACK_KEY = _Entry("thôi dùng khóa", Change.RECEIVED)
    DECIDE = _Entry(
        "dùng báo cáo này",
        Change.RECEIVED,
        "Đã chọn bản số {revision} của {unit}; tổng hợp đã tính lại.",
        "Đã chọn báo cáo {fingerprint}… của đơn vị {unit}.",
    )
    DECIDE_DISPUTE = _Entry("tính báo cáo này", Change.RECEIVED, "Đã chọn báo cáo này; tổng hợp đã tính lại.")
    """The same decision as DECIDE, made where all reports of the unit stand one below the other."""
    ANSWER_QUESTION = _Entry("trả lời", Change.RECEIVED, "Đã ghi quyết định.")
    UNDO_DECISION = _Entry("lấy lại quyết định cuối", Change.RECEIVED, "Đã lấy lại quyết định: {decision}")
    ADD_LISTED = _Entry("thêm vào danh mục", Change.RECEIVED, "Đã ghi. {words}")
    RENAME_LISTED = _Entry("đổi tên", Change.RECEIVED, "Đã ghi. {words}")
    MOVE_LISTED = _Entry("chuyển nơi nhận", Change.RECEIVED, "Đã ghi. {words}")
    MERGE_UNITS = _Entry("gộp đơn vị", Change.RECEIVED, "Đã ghi. {words}")
    SPLIT_UNIT = _Entry("tách đơn vị", Change.RECEIVED, "Đã ghi. {words}")
    CLOSE_UNIT = _Entry("ngừng theo dõi", Change.RECEIVED, "Đã ghi. {words}")
    REOPEN_UNIT = _Entry("theo dõi lại", Change.RECEIVED, "Đã ghi. {words}")
    SET_CONTACT = _Entry("ghi người liên hệ", Change.RECEIVED, "Đã ghi. {words}")
    IMPORT_UNITS = _Entry("nhập danh sách", Change.RECEIVED, "Đã ghi. {words}")
    PLACE_UNIT = _Entry("chọn nơi nhận", Change.RECEIVED, "Đã đọc {count} tệp{verdicts}.")
    ENTER_HANDMADE = _Entry("nhập số liệu…", Change.RECEIVED)
    ENTER_ALL_SURE = _Entry(
        "nhập tất cả chắc chắn…",
        Change.RECEIVED,
        "Đã nhập {count} tệp vào tổng hợp; {left} tệp cần xem riêng.",
    )
    TYPE_FROM_PAPER = _Entry("nhập thay từ giấy…")
    ENTER_TYPED = _Entry("ghi nhận", Change.RECEIVED)
    DISCARD_TYPED = _Entry(
        "bỏ phần nhập dở", Change.RECEIVED, "Đã bỏ phần nhập dở thay {unit}; số liệu đã ghi nhận vẫn nguyên."
    )
    DISMISS_UNREAD = _Entry(
        "bỏ khỏi danh sách",
        Change.RECEIVED,
        "Đã bỏ {count} dòng khỏi danh sách; tệp trên máy vẫn nguyên.",
    )
    COPY_REMINDER = _Entry(
        "chép lời nhắc", done="Đã chép lời nhắc {count} đơn vị. Hãy dán vào Zalo hoặc thư (Ctrl+V)."
    )
    WRITE_LETTERS = _Entry(
        "ghi thư nhắc",
        done="Đã ghi {count} thư nhắc vào {file}. Hãy mở bằng Word, điền số, ngày rồi trình ký.",
    )

    # Files and papers, of which no data is kept.
    WRITE_FILE = _Entry("ghi tệp", done="Đã ghi {file}.")
    WRITE_EMPTY_FORM = _Entry(
        "ghi mẫu trống",
        done="Đã ghi {file}. Hãy gửi tệp này cho đơn vị chưa dùng chương trình.",
        done_cli="Đã ghi {file}.",
    )
    SAVE_COPIES = _Entry("lưu báo cáo", done="Đã lưu {count} báo cáo vào {folder}.")
    PRINT = _Entry("in", done="Đã chuyển {documents} tới máy in.")
    SAVE_SUPPORT = _Entry(
        "lưu thông tin hỗ trợ", done="Đã ghi {file}. Hãy gửi tệp này cho người phụ trách chương trình."
    )

    # Backups.
    BACK_UP = _Entry(
        "sao lưu",
        Change.BACKUPS,
        "Đã sao lưu dữ liệu: bản sao lưu số {number}.",
    )
    CARRY_BACKUP = _Entry(
        "chép sang USB",
        Change.BACKUPS,
        "Đã chép bản sao lưu số {number} vào tệp {file}; tệp đã nằm chắc trên ổ đĩa đó.",
    )
    RESTORE = _Entry(
        "khôi phục",
        done="Đã khôi phục dữ liệu lúc {made}.",
        done_cli="Đã khôi phục dữ liệu lúc {made} (bản sao lưu số {number}).",
    )
    SALVAGE = _Entry(
        "lấy phần còn đọc được",
        done="Phần còn đọc được là bản sao lưu số {number}: {rows} mục dữ liệu nguyên vẹn, thấy thêm {lost} "
        "mục bị hỏng.",
    )
    WRITE_REMAINS = _Entry(
        "lưu phần còn đọc được", done="Đã lưu {count} tệp vào {folder}; dữ liệu trên máy không thay đổi."
    )
    SAVE_FOR_SUPPORT = _Entry(
        "chép dữ liệu hỏng để gửi hỗ trợ",
        done="Đã chép dữ liệu hỏng (không có khóa ký) vào {file}. Hãy gửi tệp này cho người phụ trách chương "
        "trình.",
    )

    # Another machine.
    MOVE_OUT = _Entry(
        "chuyển sang máy khác",
        Change.MACHINE,
        "Đã ghi tệp chuyển máy {file} ({kilobytes} KB).",
        "Đã ghi tệp chuyển máy {file} ({kilobytes} KB). Ở máy mới, hãy mở tệp bằng lệnh lcweek open-moved; "
        "từ nay không nên chốt báo cáo ở máy này.",
    )
    MOVE_IN = _Entry(
        "mở tệp từ máy cũ",
        done="Đã mở tệp chuyển máy; máy này làm việc tiếp cho {units}.",
        done_cli="Đã mở tệp chuyển máy {file}; máy này làm việc cho {units}.",
    )
    REOPEN = _Entry(
        "mở lại báo cáo",
        done="Đã mở lại báo cáo bản số {revision} của {unit} để làm tiếp.",
        done_cli="Đã mở lại báo cáo bản số {revision} của đơn vị {unit} để làm tiếp.",
    )
    SEND_DRAFT = _Entry(
        "chuyển bản nháp",
        done="Đã ghi bản nháp vào tệp {file} ({kilobytes} KB). Hãy chuyển tệp này sang máy khác của đơn vị "
        "rồi mở bằng chương trình.",
        done_cli="Đã ghi bản nháp vào {file} ({kilobytes} KB). Ở máy kia, hãy mở tệp bằng lệnh lcweek draft "
        "open.",
    )
    TAKE_DRAFT = _Entry(
        "nhận {count} chỗ từ bản nháp",
        Change.REPORT,
        "Đã nhận {count} chỗ từ bản nháp; Ctrl+Z để lấy lại.",
        "Đã nhận {count} chỗ từ bản nháp trong tệp.",
    )
    BEGIN_DRAFT = _Entry(
        "làm tiếp bản nháp",
        done="Máy này làm việc cho {unit}, từ bản nháp trong tệp.",
    )
    GIVE_BACK = _Entry(
        "trả lại báo cáo",
        Change.RECEIVED,
        "Đã trả lại báo cáo của {unit}, đã ghi phiếu vào tệp {file}. Hãy gửi tệp này cho đơn vị.",
        "Đã trả lại báo cáo của đơn vị {unit}, đã ghi phiếu vào {file}. Hãy gửi tệp này cho đơn vị.",
    )
    MAKE_RECEIPT = _Entry(
        "ghi phiếu tiếp nhận",
        Change.RECEIVED,
        "Đã ghi phiếu tiếp nhận của {unit} vào tệp {file}. Hãy gửi tệp này cho đơn vị.",
        "Đã ghi phiếu tiếp nhận của đơn vị {unit} vào {file}. Hãy gửi tệp này cho đơn vị.",
    )
    ACCEPT_REPORTS = _Entry(
        "xác nhận tiếp nhận tất cả",
        Change.RECEIVED,
        "Đã xác nhận tiếp nhận và ghi {count} phiếu vào thư mục {folder}.",
    )
    TAKE_RECEIPT = _Entry("nhận phiếu tiếp nhận", Change.RECEIVED)
    ANSWER_REMARK = _Entry(
        "trả lời ý kiến của nơi nhận",
        Change.REPORT,
        done_cli="Đã ghi câu trả lời; câu trả lời đi cùng bản chốt tiếp theo.",
    )
    COME_BACK = _Entry("mở tệp từ máy kia")
    STAY_HERE = _Entry(
        "vẫn dùng máy này",
        Change.MACHINE,
        done_cli="Máy này được dùng như trước; không nhắc về việc chuyển máy nữa.",
    )

    # Campaigns.
    BEGIN_CAMPAIGN_FOLDER = _Entry(
        "lập kỳ báo cáo mới",
        done_cli="Đã lập kỳ báo cáo năm {year} trong {folder}. Hãy xem lại các dòng trên, chủ đề và các văn "
        "bản được dẫn, rồi kiểm tra bằng lệnh lcweek campaign check.",
    )
    PUBLISH_CAMPAIGN = _Entry(
        "ban hành kỳ báo cáo",
        done="Đã ban hành {name}, lần {edition}, trong tệp {file}; kỳ báo cáo này cũng đã có trên máy.",
    )
    INSTALL_CAMPAIGN = _Entry(
        "cài kỳ báo cáo",
        done="Đã cài {name}, lần ban hành {edition}.",
        done_cli="Đã cài {name}, lần ban hành {edition}. Hãy thêm đơn vị vào kỳ này bằng lệnh lcweek init.",
    )

    # Assignments.
    MAKE_ASSIGNMENTS = _Entry(
        "lập gói giao việc",
        done="Đã lập {count} gói giao việc trong {folder}, kèm danh sách đơn vị và mã khóa để gửi cùng công "
        "văn.",
    )
    OPEN_ASSIGNMENT = _Entry(
        "nhận việc",
        done="{unit} đã nhận việc từ {giver}; hạn gửi: {deadline}.",
        done_cli="{unit} ({code}) đã nhận việc từ {giver}; hạn gửi: {deadline}.",
    )

    # The form of another year.
    BEGIN_CAMPAIGN = _Entry(
        "tạo kỳ báo cáo mới",
        done="Đã tạo kỳ báo cáo {campaign} từ kỳ {base}. Số và ngày của các văn bản đã thành dấu chấm, xin "
        "viết lại.",
    )
    EDIT_CAMPAIGN = _Entry("sửa kỳ báo cáo")
    PASTE_ROWS = _Entry("dán bảng vào biểu số liệu")
    DISCARD_CAMPAIGN = _Entry("bỏ kỳ báo cáo đang soạn", done="Đã bỏ kỳ báo cáo {campaign} đang soạn.")

    # The installation.
    UPDATE_PROGRAM = _Entry(
        "cập nhật chương trình",
        done_cli="Đã sao lưu dữ liệu và bắt đầu cài bản {version}; từ lần chạy sau, chương trình là bản mới.",
    )
    HAND_ON_UPDATE = _Entry(
        "gửi bản cập nhật",
        done="Đã chép bản cập nhật thành {file}; tệp đã nằm chắc trên ổ đĩa đó, có thể rút USB. Ở máy nhận, "
        "hãy thả tệp này vào cửa sổ chương trình.",
    )
    ASSOCIATE = _Entry(
        "mở tệp .lcweek bằng chương trình này",
        done="Từ nay, bấm đúp vào tệp .lcweek, .lcwmove hoặc .lcwbak là mở bằng chương trình này.",
    )
    DISSOCIATE = _Entry(
        "thôi mở tệp .lcweek bằng chương trình này",
        done="Từ nay, bấm đúp vào tệp .lcweek, .lcwmove hoặc .lcwbak không mở chương trình này nữa.",
    )
    SET_UP_UNIT = _Entry(
        "thêm đơn vị", Change.UNITS, done_cli="Máy này làm việc cho {unit} ({code}), {reports_to}."
    )

    PRACTISE = _Entry("dùng thử với số liệu mẫu")
    END_PRACTICE = _Entry("thôi dùng thử")
    BEGIN_YEAR = _Entry("bắt đầu kỳ báo cáo mới", Change.UNITS)
    CHANGE_UNIT = _Entry(
        "sửa đơn vị",
        Change.UNITS,
        "Đã sửa đơn vị: {unit}{reports_to}. Dữ liệu trước khi sửa là bản sao lưu số {number}.",
    )
    REMOVE_UNIT = _Entry(
        "bỏ đơn vị",
        Change.UNITS,
        "Đã bỏ {unit} khỏi kỳ báo cáo năm {year}. Dữ liệu trước khi bỏ là bản sao lưu số {number}: {file}.",
    )

    @property
    def changes(self) -> Change | None:
        """The part of the data that this changes; None for what writes no data."""
        return self.value.changes

    @property
    def label(self) -> str:
        """The phrase as a button or a menu says it, with a capital letter."""
        return self.value.phrase[:1].upper() + self.value.phrase[1:]

    def phrase(self, **names: object) -> str:
        """What is done, in lower case: for the undo menu ("Hoàn tác nhập ghi chú") and a history. `names`
        fills the template."""
        return self.value.phrase.format(**names)

    def done(self, **names: object) -> str:
        """The sentence of the window for what was done; empty for what says nothing."""
        return self.value.done.format(**names)

    def done_cli(self, **names: object) -> str:
        """The sentence of the command line for what was done. It names units by their codes."""
        return (self.value.done_cli or self.value.done).format(**names)


def stopped(done: str) -> str:
    """The sentence `done` of work that the user stopped, and that is done only as far as it had come."""
    return f"Đã dừng theo yêu cầu; {done[:1].lower()}{done[1:]}"
