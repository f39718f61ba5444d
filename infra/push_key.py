"""Which key says that a push message is ours (VAPID, RFC 8292)? Made once at deployment, into a secret.

It never rotates: browsers bind a subscription to the key, so another one would end all of them.
"""

import base64
import json

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from infra.aws import Cloud
from infra.stack import Progress


def made() -> dict[str, str]:
    """{"private", "public"}: the number and the uncompressed point, base64url without padding."""
    key = ec.generate_private_key(ec.SECP256R1())
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return {"private": _encoded(key.private_numbers().private_value.to_bytes(32, "big")), "public": _encoded(point)}


def ensure(cloud: Cloud, arn: str, progress: Progress = lambda _: None) -> None:
    """Where the secret has none yet."""
    client = cloud.client("secretsmanager")
    if json.loads(client.get_secret_value(SecretId=arn)["SecretString"]).get("private"):
        return
    client.put_secret_value(SecretId=arn, SecretString=json.dumps(made()))
    progress("push key: made")


def _encoded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
