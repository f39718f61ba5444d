"""How does a text reach a phone? Amazon SNS behind the `SmsSender` port; an accepted text is not yet a delivered
one.
"""

from typing import TYPE_CHECKING

from botocore.exceptions import BotoCoreError, ClientError

from functions.auth.phone import Phone
from functions.auth.ports import SmsFailedError

MAX_PRICE_USD = "0.10"
"""What one text may cost at most; premium destinations are refused by SNS."""

if TYPE_CHECKING:
    from mypy_boto3_sns import SNSClient
    from mypy_boto3_sns.type_defs import MessageAttributeValueTypeDef


class SnsSms:
    """`sender_id` is the registered alphanumeric sender (Turkey requires one); empty leaves it out."""

    def __init__(self, client: "SNSClient", sender_id: str) -> None:
        self._client = client
        self._sender_id = sender_id

    def send(self, phone: Phone, text: str) -> None:
        attributes: dict[str, MessageAttributeValueTypeDef] = {
            "AWS.SNS.SMS.SMSType": {"DataType": "String", "StringValue": "Transactional"},
            "AWS.SNS.SMS.MaxPrice": {"DataType": "Number", "StringValue": MAX_PRICE_USD},
        }
        if self._sender_id:
            attributes["AWS.SNS.SMS.SenderID"] = {"DataType": "String", "StringValue": self._sender_id}
        try:
            self._client.publish(PhoneNumber=phone, Message=text, MessageAttributes=attributes)
        except (BotoCoreError, ClientError) as failed:
            raise SmsFailedError(type(failed).__name__) from failed
