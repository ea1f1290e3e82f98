"""Archives: their files, whatever happens to some of them."""

from __future__ import annotations

import struct
import tarfile
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from jixiao.model.errors import DamagedFile, EmptyFile, EncryptedFile, FileError, FileTooLarge, UnknownFormat
from jixiao.readers.archive import Member, files
from jixiao.readers.limits import Limits
from tests.readers.build import packed


def found(data: bytes, kind: str = "zip", limits: Limits | None = None) -> dict[str, Member]:
    return {member.name: member for member in files(data, kind, limits or Limits())}


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    buffer = BytesIO()
    with tarfile.open(fileobj=buffer, mode=mode) as file:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            file.addfile(info, BytesIO(content))
    return buffer.getvalue()


def nested(depth: int) -> bytes:
    data = packed({"里面.txt": "及时"})
    for level in range(depth - 1):
        data = packed({f"{level}.zip": data})
    return data


def test_the_files_in_their_order() -> None:
    members = files(packed({"二/目标.txt": "及时", "一.csv": "a,b"}), "zip", Limits())

    assert [member[:3] for member in members] == [
        ("二/目标.txt", "及时".encode(), "text"),
        ("一.csv", b"a,b", "csv"),
    ]


def test_names_from_chinese_windows() -> None:
    buffer = BytesIO()
    name = "绩效目标表.txt".encode("gbk")
    with ZipFile(buffer, "w") as file:
        file.writestr(ZipInfo("x" * len(name)), "及时")

    assert list(found(buffer.getvalue().replace(b"x" * len(name), name))) == ["绩效目标表.txt"]
    assert list(
        found(
            tarred({"目标.txt": b"x"}).replace("目标.txt".encode(), "目标.t".encode("gbk") + b"xt\0\0"), "tar"
        )
    )


def test_litter_is_passed_over_and_paths_lead_nowhere() -> None:
    data = packed(
        {
            "__MACOSX/._a.txt": "x",
            ".DS_Store": "x",
            "夹/~$目标.docx": "x",
            "夹/": "",
            "夹/Thumbs.db": "x",
            "../../etc/passwd": "一",
            "C:\\夹\\二.txt": "二",
            "/三.txt": "三",
        }
    )

    assert list(found(data)) == ["etc/passwd", "C:/夹/二.txt", "三.txt"]


def test_a_broken_member_does_not_keep_the_others_back() -> None:
    data = packed({"一.txt": "一" * 50, "二.png": b"\x89PNG\r\n\x1a\n", "三.txt": b"\0" * 9, "四.txt": "四"})
    broken = data.replace(b"\x4b\x7c", b"\xff\xff", 1)  # somewhere in the packed content of the first
    members = found(broken if broken != data else _with_bad_sum(data))

    assert isinstance(members["一.txt"].content, DamagedFile)
    assert members["二.png"].format == "png"
    assert isinstance(members["三.txt"].content, EmptyFile)
    assert members["四.txt"].content == "四".encode()


def _with_bad_sum(data: bytes) -> bytes:
    """Break the checksum of the first member, in the directory where `zipfile` looks."""
    at = data.index(b"PK\x01\x02") + 16
    return data[:at] + struct.pack("<I", 0) + data[at + 4 :]


def test_encrypted_members() -> None:
    data = bytearray(packed({"一.txt": "一"}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1

    assert isinstance(found(bytes(data))["一.txt"].content, EncryptedFile)


def test_archives_in_archives_to_a_limit() -> None:
    assert list(found(nested(3))) == ["1.zip/0.zip/里面.txt"]
    (member,) = found(nested(4)).values()
    assert member.name == "2.zip/1.zip/0.zip"
    assert isinstance(member.content, FileTooLarge)


def test_tar_plain_and_packed() -> None:
    for mode in ("w", "w:gz"):
        members = found(tarred({"夹/目标.txt": "及时".encode()}, mode), "tar")
        assert [("夹/目标.txt", "及时".encode(), "text")] == [member[:3] for member in members.values()]
    with pytest.raises(DamagedFile):
        found(tarred({"目标.txt": b"x" * 2000})[:1000], "tar")


def test_bombs() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as file:
        file.writestr("bomb.txt", bytes(50_000_000))
        file.writestr("good.txt", "好")
    members = found(buffer.getvalue())
    assert isinstance(members["bomb.txt"].content, FileTooLarge)
    assert members["good.txt"].content == "好".encode()

    with pytest.raises(FileTooLarge):
        found(tarred({"bomb": bytes(50_000_000)}, "w:gz"), "tar")
    with pytest.raises(FileTooLarge):
        found(packed({f"{number}.txt": "x" for number in range(12)}), limits=Limits(members=10))


def test_one_budget_for_archives_in_archives() -> None:
    inner = packed({f"{number}.txt": "好" * 100 for number in range(6)})
    outer = packed({f"{number}.zip": inner for number in range(6)})
    for limits in (Limits(members=30), Limits(unpacked_size=5_000)):
        contents = [member.content for member in files(outer, "zip", limits)]
        assert 0 < sum(isinstance(content, bytes) for content in contents) < 30
        assert isinstance(contents[-1], FileTooLarge)


def test_formats_without_reader_inside() -> None:
    members = found(packed({"一.rar": b"Rar!\x1a\x07\x01\0"}))

    assert isinstance(members["一.rar"].content, UnknownFormat)
    assert isinstance(members["一.rar"].content, FileError)
