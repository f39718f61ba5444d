"""Where does each parameter of template.yaml come from? From the environment, or else from what is deployed already.

set            -> that value
set, but empty -> the template's default
not set        -> as the deployed stack has it; the template's default where there is none yet
"""

from collections.abc import Mapping

from infra import cfn_yaml
from infra.layout import ROOT_TEMPLATE
from infra.stack import Stack

EVERYWHERE = {
    "LOG_LEVEL": "LogLevel",
    "SMS_DAILY_BUDGET": "SmsDailyBudget",
    "SMS_MONTHLY_SPEND_ALARM": "SmsMonthlySpendAlarm",
    "SMS_SENDER_ID": "SmsSenderId",
    "SMS_COUNTRIES": "SmsCountries",
    "QUOTA_BYTES": "QuotaBytes",
    "PUSH_HOSTS": "PushHosts",
    "PUSH_CONTACT": "PushContact",
    "TOKEN_VAULT": "TokenVault",
    "YOUTUBE_DAILY_UNITS": "YoutubeDailyUnits",
    "YOUTUBE_ANALYTICS_DAILY": "YoutubeAnalyticsDaily",
    "YOUTUBE_ANALYTICS_MINUTE": "YoutubeAnalyticsMinute",
    "GA4_CONCURRENCY": "Ga4Concurrency",
    "PROVIDER_CONCURRENCY": "ProviderConcurrency",
    "YOUTUBE_DERIVED_METRICS_ACCEPTED": "YoutubeDerivedMetricsAccepted",
    "TRENDS_PROVIDER": "TrendsProvider",
    "TRENDS_DAILY": "TrendsDaily",
}
"""Environment variable -> template parameter; .env.example explains them."""
CLOUD = {
    "SITE_ORIGIN": "SiteOrigin",
    "SITE_DOMAIN": "SiteDomain",
    "CERTIFICATE_ARN": "CertificateArn",
    "STORAGE_ORIGIN": "StorageOrigin",
    "STORAGE_ENDPOINT_URL": "StorageEndpointUrl",
    "STORAGE_REGION": "StorageRegion",
    "STORAGE_ADDRESSING": "StorageAddressing",
    "STORAGE_SECRET": "StorageSecretArn",
    "ALARM_EMAIL": "AlarmEmail",
    "TRACING": "Tracing",
    "API_CONCURRENCY": "ApiConcurrency",
    "DATABASE_CLASS": "DatabaseClass",
    "DATABASE_MULTI_AZ": "DatabaseMultiAz",
}
"""Those that mean nothing on a developer's machine: a .env written for deploying must not bend `make run`."""
SETTINGS = {**EVERYWHERE, **CLOUD}


def given(environment: Mapping[str, str], settings: Mapping[str, str] = SETTINGS) -> dict[str, str]:
    """Template parameters that the environment sets; a variable that is set but empty means the default."""
    declared = cfn_yaml.load(ROOT_TEMPLATE)["Parameters"]
    return {
        name: environment[variable] or str(declared[name]["Default"])
        for variable, name in settings.items()
        if variable in environment
    }


def default(name: str) -> str:
    """Of one template parameter."""
    return str(cfn_yaml.load(ROOT_TEMPLATE)["Parameters"][name]["Default"])


def origin_secret_version(stack: Stack) -> str:
    """The version of the origin secret that the edge has to send; empty where the current one is the first.

    CloudFormation reads a secret only when the text that refers to it changes. So that text names the version once the
    secret was rotated; a secret that never was needs no update of the distribution.
    """
    arn = stack.outputs().get("OriginSecretArn") if stack.exists() else None
    if arn is None:
        return ""
    described = stack.cloud.client("secretsmanager").describe_secret(SecretId=arn)
    versions = {label: version for version, labels in described["VersionIdsToStages"].items() for label in labels}
    return str(versions["AWSCURRENT"]) if "AWSPREVIOUS" in versions else ""
