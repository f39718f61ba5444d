# ruff: noqa: ANN001, ANN201 - written as most people write it: annotated where the framework reads
"""The two endpoints in Django REST framework, written as its tutorial would."""

import os

from rest_framework import serializers, status
from rest_framework.response import Response
from rest_framework.views import APIView

from tests.bench.auth import plain
from tests.bench.auth.drf_app.stores import OrmStore

store = plain.MemoryStore() if os.environ["BENCH_STORE"] == "memory" else OrmStore()


class StartSerializer(serializers.Serializer):
    phone = serializers.CharField(max_length=40)
    locale = serializers.ChoiceField(choices=["tr", "en"], default="tr")


class VerifySerializer(serializers.Serializer):
    code = serializers.RegexField(r"^[0-9]{6}$")
    device_name = serializers.CharField(max_length=80, required=False, allow_null=True)


class UserSerializer(serializers.Serializer):
    id = serializers.CharField()
    phone_masked = serializers.CharField()
    display_name = serializers.CharField(allow_null=True)
    locale = serializers.CharField()
    role = serializers.CharField()


class SignedInSerializer(serializers.Serializer):
    access_token = serializers.CharField()
    token_type = serializers.CharField()
    expires_in = serializers.IntegerField()
    refresh_token = serializers.CharField()
    is_new = serializers.BooleanField()
    user = UserSerializer()


class StartView(APIView):
    throttle_scope = "otp-start"

    def post(self, request):
        serializer = StartSerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        try:
            started = plain.start(store, serializer.validated_data["phone"])
        except plain.Refused as refused:
            return Response({"code": refused.code}, status=refused.status)
        return Response(started, status=status.HTTP_202_ACCEPTED)


class VerifyView(APIView):
    throttle_scope = "otp-verify"

    def post(self, request, challenge_id):
        serializer = VerifySerializer(data=request.data)
        serializer.is_valid(raise_exception=True)
        try:
            signed_in = plain.verify(store, challenge_id, serializer.validated_data["code"])
        except plain.Refused as refused:
            return Response({"code": refused.code}, status=refused.status)
        return Response(SignedInSerializer(signed_in).data)
