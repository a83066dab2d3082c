"""Why the system or SQLite refused something, as the reason within a sentence."""

import errno
from typing import Final

REASONS: Final = {
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EACCES: "không có quyền, hoặc tệp đang mở ở chương trình khác",
    errno.EPERM: "không có quyền",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOSPC: "ổ đĩa đã đầy",
    errno.EDQUOT: "đã hết phần ổ đĩa được dùng",
    errno.EFBIG: "tệp quá lớn đối với ổ đĩa này",
    errno.EIO: "ổ đĩa đọc, ghi bị lỗi hoặc đã được rút ra",
    errno.ENODEV: "ổ đĩa đã được rút ra",
    errno.ENXIO: "ổ đĩa đã được rút ra",
    errno.ENOTDIR: "đường dẫn đi qua một tệp không phải là thư mục",
    errno.EISDIR: "đây là thư mục",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
    errno.EINVAL: "tên hoặc đường dẫn không dùng được",
    errno.ELOOP: "đường dẫn đi vòng tròn",
    errno.EBUSY: "tệp hoặc ổ đĩa đang bận",
    errno.EMFILE: "đang mở quá nhiều tệp",
    errno.ENFILE: "đang mở quá nhiều tệp",
    errno.ENOMEM: "máy thiếu bộ nhớ",
    errno.ENOLCK: "ổ đĩa không khóa được tệp",
    errno.ETIMEDOUT: "ổ đĩa mạng không trả lời",
    errno.ESTALE: "ổ đĩa mạng đã ngắt",
}
"""The reasons by the system's error number. Any other is said in the system's own words."""

OF_SQLITE: Final = {
    "SQLITE_IOERR": "ổ đĩa đọc, ghi bị lỗi hoặc đã được rút ra",
    "SQLITE_NOMEM": "máy thiếu bộ nhớ",
    "SQLITE_CANTOPEN": "không mở được tệp",
    "SQLITE_NOLFS": "ổ đĩa không chứa được tệp lớn",
    "SQLITE_CORRUPT": "nội dung tệp bị sai",
    "SQLITE_NOTADB": "phần đầu tệp bị sai",
}
"""The reasons by the name of SQLite's primary result code. Any other is said by that name; SQLite's own words
are English."""

EMPTY_FILE: Final = "tệp rỗng"
SHORT_FILE: Final = "tệp bị cắt ngắn"
WRONG_VERSION: Final = "số phiên bản trong tệp bị sai"
WRONG_SCHEMA: Final = "cấu trúc các bảng bị sai"
WRONG_PAGES: Final = "các trang dữ liệu không khớp nhau"
WRONG_TEXT: Final = "chữ trong tệp bị sai"
"""What is damaged in a database that SQLite itself would open."""
