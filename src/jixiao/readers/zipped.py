"""Zip files that may be hostile: docx, xlsx, odt and archives are opened here."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING

from jixiao.model.errors import DamagedFile, EmptyFile, FileTooLarge, UnknownFormat
from jixiao.model.message import Message
from jixiao.readers.refusals import encrypted, locked, wrong_password

if TYPE_CHECKING:
    from jixiao.readers.limits import Limits

# What `zipfile` raises on crooked input, learnt by fuzzing; it documents only the first.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    IndexError,
    RuntimeError,
)
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2)
_ENCRYPTED = 0x1
_AES = 99  # where other members have their method of compression
_NAME_IS_UTF8 = 0x800
_RATIO_MATTERS = 2**20  # a small member may well shrink a thousandfold
_CENTRAL = b"PK\x01\x02"
_CENTRAL_SIZE = 46  # bytes before the name
_END = b"PK\x05\x06"


class Zipped:
    """An open zip file. Members are unpacked one at a time, within one budget for all."""

    def __init__(self, file: zipfile.ZipFile, limits: Limits, password: str | None = None) -> None:
        self._file = file
        self._password = password
        self._limits = limits
        self._left = limits.unpacked_size
        self._members = {_name(info): info for info in file.infolist() if not info.is_dir()}
        self._spelled: dict[str, str] = {}

    def names(self) -> tuple[str, ...]:
        """The members' names, as whoever packed them saw them; folders left out."""
        return tuple(self._members)

    def size(self, name: str) -> int:
        """The unpacked size, as declared; `read` makes sure that it is true."""
        return self._members[name].file_size

    def find(self, name: str) -> str | None:
        """The member of that name, however its case and its slashes are written."""
        if name in self._members:
            return name
        if not self._spelled:
            self._spelled = {_folded(known): known for known in self._members}
        return self._spelled.get(_folded(name))

    def read(self, name: str) -> bytes:
        """The content of a member. Raises `KeyError` for a name that is not in `names`."""
        info = self._members[name]
        self._admit(info)
        if info.flag_bits & _ENCRYPTED:
            return self._unlocked(info)
        data = self._unpacked(info, None)
        if data is None:
            raise _damaged(name)
        return data

    def _unpacked(self, info: zipfile.ZipInfo, password: bytes | None) -> bytes | None:
        try:
            with self._file.open(info, pwd=password) as member:
                data = member.read(max(info.file_size, 1))  # 0 would skip the checksum
        except _BROKEN:
            return None
        return data if len(data) == info.file_size else None

    def _unlocked(self, info: zipfile.ZipInfo) -> bytes:
        """A member behind the password, which Chinese Windows takes in GBK. Only the checksum proves it."""
        said = self._password or ""
        for password in dict.fromkeys((said.encode(), said.encode("gb18030"))):
            data = self._unpacked(info, password)
            if data is not None:
                return data
        raise wrong_password()

    def _admit(self, info: zipfile.ZipInfo) -> None:
        if info.flag_bits & _ENCRYPTED and info.compress_type == _AES:
            raise locked("以 AES 加密的压缩包", "archives encrypted with AES")
        if info.flag_bits & _ENCRYPTED and self._password is None:
            raise encrypted()
        if info.compress_type not in _READABLE:
            raise _unreadable(info)
        # `ZipExtFile.read(n)` unpacks no more than n bytes, so the declared size,
        # checked here, bounds the real one.
        ratio = info.file_size / max(info.compress_size, 1)
        bomb = info.file_size > _RATIO_MATTERS and ratio > self._limits.compression_ratio
        if bomb or info.file_size > self._left:
            raise _too_large()
        self._left -= info.file_size


def open_zip(data: bytes, limits: Limits, password: str | None = None) -> Zipped:
    """Open a zip file held in memory.

    Raises `EmptyFile`, `DamagedFile`, `EncryptedFile`, `UnknownFormat` (a method of
    compression we do not have) or `FileTooLarge`, here and from `Zipped.read`.
    """
    if not data:
        raise EmptyFile(Message(zh="文件是空的。", en="The file is empty."))
    if len(data) > limits.file_size or _central_headers(data) > limits.members:
        raise _too_large()
    try:
        return Zipped(zipfile.ZipFile(BytesIO(data)), limits, password)
    except _BROKEN as error:
        raise DamagedFile(
            Message(
                zh="文件已损坏：压缩包不完整，可能没有下载完。请重新下载或另存后再试。",
                en="The file is damaged: its zip directory is missing or cut off, as after a broken "
                "download. Fetch it or save it anew.",
            )
        ) from error


def lists(data: bytes, name: str) -> bool:
    """Whether a zip file lists a member of just that name; found without an object for each member."""
    start, end = _directory(data)
    raw = name.encode()
    place = data.find(raw, start, end)
    while place >= 0:
        header = place - _CENTRAL_SIZE
        if header >= start and data.startswith(_CENTRAL, header):
            return data[header + 28 : header + 30] == struct.pack("<H", len(raw))
        place = data.find(raw, place + 1, end)
    return False


def _central_headers(data: bytes) -> int:
    """At most so many members are listed: counted before `zipfile` makes an object of each."""
    return data.count(_CENTRAL, *_directory(data))


def _directory(data: bytes) -> tuple[int, int]:
    """Where the list of members may start, and where it ends."""
    end = len(data) - 22
    if data[end : end + 4] != _END:
        end = data.rfind(_END)
    if end < 0 or len(data) < end + 22:
        return 0, 0
    (size,) = struct.unpack_from("<L", data, end + 12)
    zip64 = size == 0xFFFFFFFF
    return 0 if zip64 else max(end - size, 0), end


def _name(info: zipfile.ZipInfo) -> str:
    """The name as it was typed. Chinese Windows packs names in GBK without saying so."""
    name = info.filename
    if name.isascii() or info.flag_bits & _NAME_IS_UTF8:
        return name
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name


def _folded(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").casefold()


def _damaged(name: str) -> DamagedFile:
    return DamagedFile(
        Message(
            zh=f"文件已损坏：其中的“{name}”无法解压。请重新下载或另存后再试。",
            en=f"The file is damaged: its part {name!r} cannot be unpacked. Fetch it or save it anew.",
        )
    )


def _unreadable(info: zipfile.ZipInfo) -> UnknownFormat:
    method = info.compress_type
    return UnknownFormat(
        Message(
            zh=f"压缩方法（编号 {method}）不受支持。请用普通 zip 方式重新打包。",
            en=f"The compression method number {method} is not supported. Pack it anew as an ordinary zip.",
        )
    )


def _too_large() -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh="文件超出限制：解压后过大或成员过多。",
            en="The file is beyond the limits: too large when unpacked, or too many members.",
        )
    )
