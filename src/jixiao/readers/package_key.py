"""Word and Excel files of today behind a password: an old container with the encrypted package in it.

[MS-OFFCRYPTO] names the parts; its arithmetic is msoffcrypto-tool's. The
container is read by ours, which is safe with hostile files.
"""

from __future__ import annotations

import struct
from base64 import b64decode
from io import BytesIO
from typing import Any

from jixiao.model.errors import DamagedFile, EncryptedFile, FileTooLarge
from jixiao.model.message import Message
from jixiao.readers.compound import Compound
from jixiao.readers.refusals import locked, wrong_password
from jixiao.readers.xml import parse

_MOST_TURNS = 1_000_000  # of the password's hash; Office takes 100,000
_MOST_BITS = 512  # of a key
_HEADER = struct.Struct("<8xIIII8x")  # algorithm, hash, bits of the key, provider
_VERIFIER = struct.Struct("<I16s16s4x32s")


def opened(data: bytes, password: str) -> bytes:
    """The package inside; any other container as it is.

    Raises `EncryptedFile` for a wrong password, and where msoffcrypto-tool is not installed.
    """
    container = Compound(data)
    if not {"encryptedpackage", "encryptioninfo"} <= container.names:
        return data
    info, package = container.stream("EncryptionInfo"), BytesIO(container.stream("EncryptedPackage"))
    major, minor = struct.unpack_from("<HH", info.ljust(4, b"\0"))
    try:
        if (major, minor) == (4, 4):
            return _agile(info[8:], package, password)
        if minor == 2:
            return _standard(info, package, password)
    except ImportError as error:
        raise _no_library() from error
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, struct.error) as error:
        raise _damaged() from error
    raise locked("以证书等方式加密的文件", "files encrypted for certificates and the like")


def _agile(info: bytes, package: BytesIO, password: str) -> bytes:
    """As Office encrypts since 2010."""
    from msoffcrypto.method.ecma376_agile import ECMA376Agile

    root = parse(info)
    data, key = root.find("{*}keyData"), root.find(".//{*}encryptedKey")
    if data is None or key is None:
        raise _damaged()
    turns, bits = int(key.get("spinCount")), int(key.get("keyBits"))
    if not 0 <= turns <= _MOST_TURNS:
        raise _too_slow()
    if not 0 < bits <= _MOST_BITS:
        raise _damaged()
    salt, kind = _bytes(key, "saltValue"), key.get("hashAlgorithm")
    proof = _bytes(key, "encryptedVerifierHashInput"), _bytes(key, "encryptedVerifierHashValue")
    if not ECMA376Agile.verify_password(password, salt, kind, *proof, turns, bits):
        raise wrong_password()
    secret = ECMA376Agile.makekey_from_password(
        password, salt, kind, _bytes(key, "encryptedKeyValue"), turns, bits
    )
    plain: bytes = ECMA376Agile.decrypt(secret, _bytes(data, "saltValue"), data.get("hashAlgorithm"), package)
    return plain


def _bytes(element: Any, name: str) -> bytes:
    return b64decode(element.get(name), validate=True)


def _standard(info: bytes, package: BytesIO, password: str) -> bytes:
    """As Office 2007 encrypted."""
    from msoffcrypto.method.ecma376_standard import ECMA376Standard

    (size,) = struct.unpack_from("<I", info, 8)
    algorithm, kind, bits, provider = _HEADER.unpack_from(info, 12)
    salt_size, salt, proof, proof_hash = _VERIFIER.unpack_from(info, 12 + size)
    key = ECMA376Standard.makekey_from_password(password, algorithm, kind, provider, bits, salt_size, salt)
    if not ECMA376Standard.verifykey(key, proof, proof_hash):
        raise wrong_password()
    plain: bytes = ECMA376Standard.decrypt(key, package)
    return plain


def _no_library() -> EncryptedFile:
    return EncryptedFile(
        Message(
            zh="文件已加密；打开加密的 Word、Excel 文件需要 msoffcrypto-tool，这里没有安装。"
            "请运行 pip install 'jixiao[password]' 后再试。",
            en="The file is encrypted, and opening encrypted Word and Excel files needs msoffcrypto-tool, "
            "which is not installed. Run pip install 'jixiao[password]' and try again.",
        )
    )


def _too_slow() -> FileTooLarge:
    return FileTooLarge(
        Message(
            zh="文件超出限制：核对密码的次数异常多。请用 Office 打开，去掉密码后再试。",
            en="The file is beyond the limits: checking its password would take very long. "
            "Open it in Office, save it without a password and try again.",
        )
    )


def _damaged() -> DamagedFile:
    return DamagedFile(
        Message(
            zh="文件已损坏：加密信息不完整。请重新下载后再试。",
            en="The file is damaged: what it says about its encryption is incomplete. Fetch it again.",
        )
    )
