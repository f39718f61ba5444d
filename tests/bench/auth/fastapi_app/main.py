# ruff: noqa: ANN001, ANN201 - written as most people write it: annotated where the framework reads
"""The two endpoints in FastAPI, written as its tutorial would: `def` around a blocking ORM, `async def` where nothing
blocks.
"""

import os
from typing import Annotated, Literal

from fastapi import Depends, FastAPI
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from tests.bench.auth import plain
from tests.bench.auth.fastapi_app.tables import OrmStore, sessions

app = FastAPI()


class StartIn(BaseModel):
    phone: Annotated[str, Field(min_length=1, max_length=40)]
    locale: Literal["tr", "en"] = "tr"


class StartOut(BaseModel):
    challenge_id: str
    code_length: int
    expires_in: int
    resend_in: int


class VerifyIn(BaseModel):
    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    device_name: Annotated[str, Field(max_length=80)] | None = None


class UserOut(BaseModel):
    id: str
    phone_masked: str
    display_name: str | None
    locale: str
    role: str


class SignedInOut(BaseModel):
    access_token: str
    token_type: str
    expires_in: int
    refresh_token: str
    is_new: bool
    user: UserOut


@app.exception_handler(plain.Refused)
async def refused(_request, error: plain.Refused):
    return JSONResponse({"code": error.code}, status_code=error.status)


if os.environ["BENCH_STORE"] == "memory":
    memory = plain.MemoryStore()

    @app.post("/auth/otp", status_code=202)
    async def start_otp(body: StartIn) -> StartOut:
        return StartOut(**plain.start(memory, body.phone))

    @app.post("/auth/otp/{challenge_id}/verify")
    async def verify_otp(challenge_id: str, body: VerifyIn) -> SignedInOut:
        return SignedInOut(**plain.verify(memory, challenge_id, body.code))

else:
    make_session = sessions(os.environ["BENCH_DATABASE"])

    def get_store():
        with make_session() as session:
            yield OrmStore(session)

    Store = Annotated[OrmStore, Depends(get_store)]

    @app.post("/auth/otp", status_code=202)
    def start_otp_in_database(body: StartIn, store: Store) -> StartOut:
        return StartOut(**plain.start(store, body.phone))

    @app.post("/auth/otp/{challenge_id}/verify")
    def verify_otp_in_database(challenge_id: str, body: VerifyIn, store: Store) -> SignedInOut:
        return SignedInOut(**plain.verify(store, challenge_id, body.code))
