"""Studies, their samples, and the genome that they were mapped to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from converter.formats.cbioportal import mapping
from converter.formats.cbioportal.conditions import EQUAL, Part
from converter.formats.cbioportal.facts import bad
from converter.formats.cbioportal.names import SAMPLE
from converter.loss.ledger import ANALYTICS, GENOME
from converter.model import Genome

if TYPE_CHECKING:
    from converter.formats.cbioportal.conditions import Conditions
    from converter.formats.cbioportal.facts import Pairs, Spot
    from converter.loss.ledger import Owner

_GENOME = "referenceGenome"


def in_study(study: str, sample: str, by_study: Pairs, told: Pairs) -> Part:
    """The filter that lets one sample of a study in; the attribute says what is looked at."""
    said = {"item": SAMPLE, "item_id": study, "operator": EQUAL, "value": sample}
    return Part(said, [(by_study, ("item_id",)), (told, ("operator", "value"))])


class Studies:
    """Collects the studies of a session, and the genomes that they name."""

    def __init__(self) -> None:
        self.ids: list[str] = []
        self.genomes: dict[str, Owner] = {}

    def genome(self, spot: Spot) -> None:
        """The genome that a study, or the session as a whole, names; a second one is a further assembly."""
        named = spot.text(_GENOME)
        if named is None:
            return
        if named in self.genomes:
            spot.tell(_GENOME, "superseded", "said twice")
            return
        owner: Owner = ("genomes", f"g{len(self.genomes) + 1}") if self.genomes else GENOME
        self.genomes[named] = owner
        spot.feeds(_GENOME, (owner, "id"))
        spot.ledger.put(owner, spot.node.place(_GENOME), named)

    @property
    def others(self) -> dict[str, Genome]:
        """Further assemblies, by neutral id."""
        return {owner[1]: Genome(id=named) for named, owner in self.genomes.items() if owner != GENOME}

    def read(self, holder: Spot, conditions: Conditions, *, lists: bool) -> None:
        """The samples of each study of a holder; `lists`: the session consists of these studies."""
        parts: list[Part] = []
        for one in holder.each("studies", "studies"):
            self.genome(one)
            name = one.text("id")
            if name is None:
                raise bad("study", "A study has no id.", one.node.path, "Give each study its 'id' and its 'samples'.")
            said = one.feeds("id")
            if lists:
                said.append((ANALYTICS, "studies"))
                self.ids.append(name)
            found = _samples(one, name, said)
            if not found and not lists:
                one.told.pop("id")
            parts += found
            one.done(mapping.STUDY)
        if parts:
            conditions.add(parts, {}, [])


def _samples(study: Spot, name: str, said: Pairs) -> list[Part]:
    raw = study.node.data.get("samples")
    if not isinstance(raw, list | None) or not all(isinstance(one, str) and one for one in raw or ()):
        text = f"The samples of the study {name!r} are no list of ids."
        raise bad("study", text, f"{study.node.path}/samples", "Write them as texts in a list.")
    if not raw:
        return []
    inner = study.below("samples")
    found = [in_study(name, one, said, inner.feeds(at)) for at, one in enumerate(raw)]
    inner.done()
    return found
