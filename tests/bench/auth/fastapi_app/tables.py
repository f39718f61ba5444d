# ruff: noqa: ANN001, ANN201, ANN202, ANN204 - written as most people write it: annotated where the framework reads
"""`plain.Store` on SQLAlchemy's ORM."""

from uuid import uuid4

from sqlalchemy import ForeignKey, Index, String, create_engine, event, select, update
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, sessionmaker

from tests.bench.auth import plain


class Base(DeclarativeBase):
    pass


class User(Base):
    __tablename__ = "users"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    phone: Mapped[str] = mapped_column(String(16), unique=True)
    display_name: Mapped[str | None] = mapped_column(String(80))
    locale: Mapped[str] = mapped_column(String(2), default="tr")
    role: Mapped[str] = mapped_column(String(12), default="none")


class Challenge(Base):
    __tablename__ = "challenges"
    __table_args__ = (Index("challenges_by_phone", "phone", "created_at"),)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    phone: Mapped[str] = mapped_column(String(16))
    code_hash: Mapped[str] = mapped_column(String(64))
    attempts: Mapped[int] = mapped_column(default=0)
    used: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[float]


class Session(Base):
    __tablename__ = "sessions"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id"))
    refresh_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires_at: Mapped[float]


def sessions(path):
    engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def _pragmas(connection, _record):
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=NORMAL")

    Base.metadata.create_all(engine)
    return sessionmaker(engine, expire_on_commit=False)


class OrmStore:
    """One per request."""

    def __init__(self, session):
        self._session = session

    def last_sent_at(self, phone):
        newest = select(Challenge.created_at).where(Challenge.phone == phone).order_by(Challenge.created_at.desc())
        return self._session.scalar(newest.limit(1))

    def add(self, challenge):
        self._session.add(
            Challenge(
                id=challenge.id, phone=challenge.phone, code_hash=challenge.code_hash, created_at=challenge.created_at
            )
        )
        self._session.commit()

    def challenge(self, challenge_id):
        row = self._session.get(Challenge, challenge_id)
        return row and plain.Challenge(row.id, row.phone, row.code_hash, row.attempts, row.used, row.created_at)

    def save_attempts(self, challenge):
        counted = update(Challenge).where(Challenge.id == challenge.id).values(attempts=challenge.attempts)
        self._session.execute(counted)
        self._session.commit()

    def sign_in(self, challenge, refresh_hash, expires_at):
        self._session.execute(update(Challenge).where(Challenge.id == challenge.id).values(used=True))
        user = self._session.scalar(select(User).where(User.phone == challenge.phone))
        is_new = user is None
        if user is None:
            user = User(id=uuid4().hex, phone=challenge.phone, locale="tr", role="none")
            self._session.add(user)
        self._session.add(Session(user_id=user.id, refresh_hash=refresh_hash, expires_at=expires_at))
        self._session.commit()
        return plain.User(user.id, user.phone, user.display_name, user.locale, user.role), is_new
