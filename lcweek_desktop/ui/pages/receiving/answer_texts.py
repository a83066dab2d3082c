"""What the list of questions says of each, and what the buttons for the answers say."""

from __future__ import annotations

from typing import Final

from lcweek_desktop.domain.unit import Unit, UnitCode
from lcweek_desktop.services.receiving.questions import (
    Answer,
    AnswerKind,
    AskedReport,
    Question,
    QuestionKind,
    joined,
)

_TITLES: Final = {
    QuestionKind.ONE_CODE: "Hai đơn vị chung một mã?",
    QuestionKind.KEY: "Khóa mới, chờ đối chiếu",
    QuestionKind.NEWER_DIRECT: "Bản mới hơn bản trong báo cáo cấp dưới",
    QuestionKind.CONFLICT: "Hai báo cáo cùng bản số",
    QuestionKind.FEWER_CELLS: "Bản mới có ít số liệu hơn",
    QuestionKind.SUDDEN: "Bản mới có số khác hẳn bản trước",
    QuestionKind.ALIKE: "Có thể là một đơn vị",
}


def question_title(question: Question) -> str:
    """What is asked, in a few words."""
    return _TITLES[question.kind]


def question_units(question: Question) -> str:
    """The units that it is about, each once, of many the first; those of its reports where one code has
    several."""
    if question.kind is QuestionKind.ONE_CODE:
        return "; ".join(dict.fromkeys(each.unit.name for each in question.reports))
    units = question.units
    return joined([each.name if _is_only(question, each) else f"{each.name} ({each.code})" for each in units])


def answer_text(question: Question, answer: Answer) -> str:
    """The text of the button that gives `answer` to `question`."""
    match answer.kind:
        case AnswerKind.CONFIRM:
            return "Mã khóa đúng với bản giấy đã ký"
        case AnswerKind.COUNT:
            return f"Tính {_count_text(question, answer)}"
        case AnswerKind.ONE_UNIT:
            return f"Một đơn vị: {_signer_text(question, answer)}"
        case AnswerKind.TWO_UNITS:
            return f"Hai đơn vị: cấp mã mới cho {_signer_text(question, answer)}"
        case AnswerKind.WAIT:
            return "Đợi báo cáo mới, chép lời nhắn"
        case AnswerKind.SAME_AS:
            return _same_text(question, answer)
    return "Là các đơn vị khác nhau"


def _count_text(question: Question, answer: Answer) -> str:
    report = next(each for each in question.reports if each.fingerprint == answer.fingerprint)
    same = [each for each in question.reports if each.revision == report.revision]
    where = "gửi riêng" if report.holder is None else f"trong báo cáo của {report.holder.name}"
    told_apart = f" thứ {same.index(report) + 1}" if len(same) > 1 else ""
    return f"bản số {report.revision}{told_apart} {where}"


def _signer_text(question: Question, answer: Answer) -> str:
    """The report that `answer` is about, by its unit's name, and by its key where others have that name."""
    report = _report_of(question, answer)
    names = {each.unit.name for each in question.reports}
    keys = {each.key for each in question.reports if each.unit.name == report.unit.name}
    parts = [f"“{report.unit.name}”"] if len(names) > 1 else []
    return ", ".join([*parts, *([f"khóa {report.key_letters}"] if len(keys) > 1 or not parts else [])])


def _report_of(question: Question, answer: Answer) -> AskedReport:
    signed = [each for each in question.reports if each.key == answer.key]
    return next((each for each in signed if each.unit.name == answer.name), signed[0])


def _same_text(question: Question, answer: Answer) -> str:
    units = {unit.code: unit for unit in question.units}
    kept, gone = (_unit_text(question, units[UnitCode(code)]) for code in (answer.unit, answer.others[0]))
    if len(units) > len((answer.unit, *answer.others)):
        return f"Hai đơn vị là một: giữ {kept}, bỏ {gone}"
    return f"Là một đơn vị, giữ {kept}"


def _unit_text(question: Question, unit: Unit) -> str:
    return f"tên “{unit.name}”" if _is_only(question, unit) else f"mã {unit.code}"


def _is_only(question: Question, unit: Unit) -> bool:
    """Whether no other unit of `question` has the name of `unit`."""
    return [each.name for each in question.units].count(unit.name) == 1
