"""Where the two endpoints are."""

from django.urls import path

from tests.bench.auth.drf_app.views import StartView, VerifyView

urlpatterns = [
    path("auth/otp", StartView.as_view()),
    path("auth/otp/<str:challenge_id>/verify", VerifyView.as_view()),
]
