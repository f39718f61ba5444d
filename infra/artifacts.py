"""Where do packages and templates lie for CloudFormation? In one bucket per account and region, by content.

A key holds the digest of its content, so an object is uploaded once and never changes. None expires: a stack that was
deployed long ago still names its objects, and CloudFormation reads them again for a rollback.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra.aws import Cloud


@dataclass(frozen=True)
class Artifacts:
    """The bucket, ready to use."""

    cloud: Cloud
    bucket: str

    @classmethod
    def bootstrap(cls, cloud: Cloud) -> "Artifacts":
        """Creates the bucket where it is not there yet."""
        artifacts = cls(cloud, f"infofluencer-artifacts-{cloud.account()}-{cloud.region}")
        if not artifacts._exists():
            artifacts._create()
        artifacts._set_lifecycle()
        return artifacts

    def put_file(self, key: str, path: Path) -> str:
        """Uploads unless the key is there; returns the key."""
        if not self._has(key):
            self._s3.upload_file(str(path), self.bucket, key)
        return key

    def put_template(self, name: str, body: str) -> str:
        """Returns the address that CloudFormation reads the template from."""
        key = f"templates/{name}-{hashlib.sha256(body.encode()).hexdigest()[:32]}.json"
        if not self._has(key):
            self._s3.put_object(Bucket=self.bucket, Key=key, Body=body.encode(), ContentType="application/json")
        return f"{self._origin()}/{key}"

    @property
    def _s3(self) -> Any:
        return self.cloud.client("s3")

    def _origin(self) -> str:
        if self.cloud.endpoint:
            return f"{self.cloud.endpoint}/{self.bucket}"
        return f"https://{self.bucket}.s3.{self.cloud.region}.amazonaws.com"

    def _exists(self) -> bool:
        try:
            self._s3.head_bucket(Bucket=self.bucket)
        except ClientError as error:
            if error.response["Error"]["Code"] in {"404", "NoSuchBucket"}:
                return False
            raise
        return True

    def _has(self, key: str) -> bool:
        try:
            self._s3.head_object(Bucket=self.bucket, Key=key)
        except ClientError as error:
            if error.response["Error"]["Code"] in {"404", "NoSuchKey"}:
                return False
            raise
        return True

    def _create(self) -> None:
        where = {} if self.cloud.region == "us-east-1" else {"LocationConstraint": self.cloud.region}
        self._s3.create_bucket(Bucket=self.bucket, **({"CreateBucketConfiguration": where} if where else {}))
        blocked = ("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets")
        self._s3.put_public_access_block(
            Bucket=self.bucket, PublicAccessBlockConfiguration=dict.fromkeys(blocked, True)
        )

    def _set_lifecycle(self) -> None:
        """Each time: a bucket of an earlier release may still let its objects expire."""
        rule = {
            "ID": "abandoned-uploads",
            "Status": "Enabled",
            "Filter": {"Prefix": ""},
            "AbortIncompleteMultipartUpload": {"DaysAfterInitiation": 1},
        }
        self._s3.put_bucket_lifecycle_configuration(Bucket=self.bucket, LifecycleConfiguration={"Rules": [rule]})
