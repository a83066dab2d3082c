"""Why the system refused something with a file, as the reason within a sentence."""

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
