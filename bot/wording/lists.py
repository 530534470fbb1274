"""What is said about a list that somebody imports: which line, what is wrong there, and how to write it."""

from collections.abc import Sequence

from bot.wording import words


def bad_row(line: int, mistakes: Sequence[str]) -> str:
    return f"第{line}行：{'；'.join(mistakes)}"


def missing_columns(titles: Sequence[str]) -> str:
    return f"缺少这几列：{'、'.join(titles)}"


def missing(title: str) -> str:
    return f"没有写{title}"


def no_time(title: str, typed: str, example: str) -> str:
    return f"{title}“{words.harmless(typed, 20)}”看不懂，请写成 {example}"


def too_long(title: str, limit: int) -> str:
    return f"{title}太长，最多{limit}个字"


def unprintable(title: str) -> str:
    return f"{title}里有看不见的控制字符"


def not_there() -> str:
    return "没有这个文件，请看看文件名和所在的文件夹"


def unreadable(why: str) -> str:
    return f"文件读不了（{why}）。请存成 XLSX，或 UTF-8、GB18030 的 CSV"
