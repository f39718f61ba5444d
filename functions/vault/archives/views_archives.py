"""How do archives look from outside?"""

from functions.shared.clock import rfc3339
from functions.shared.problems import Code, Problem
from functions.vault.archives import archives
from functions.vault.archives.archives import State, Volume
from functions.vault.archives.schemas_archives import Archive, ArchiveVolume
from functions.vault.schemas import ItemProblem
from functions.vault.wiring import Vault


def archive(value: archives.Archive, vault: Vault) -> Archive:
    state = value.state(vault.now)
    problem = Problem(Code(value.problem or Code.UNAVAILABLE)).public() if state is State.FAILED else None
    return Archive.model_validate(
        {
            "id": value.id,
            "state": state.value,
            "created_at": rfc3339(value.created_at),
            "expires_at": rfc3339(value.expires_at),
            "volumes": [_volume(value, volume, vault) for volume in value.volumes],
            "problem": ItemProblem.model_validate(problem) if problem else None,
        }
    )


def _volume(value: archives.Archive, volume: Volume, vault: Vault) -> ArchiveVolume:
    is_there = volume.stored is not None
    return ArchiveVolume(
        name=volume.name,
        size=volume.stored if volume.stored is not None else volume.content,
        url=vault.archiving.storage.url(value.key(volume.number), volume.name) if is_there else None,
    )
