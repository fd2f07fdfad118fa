"""Golden logits of the starter checkpoint, in fp32, by a plain implementation of its own.

    python3 golden_logits.py CHECKPOINT_DIR OUT.json

Nothing is shared with train.py (which computes in bfloat16) nor with the program that is tested against the result.
For every prompt: the log-sum-exp and the best token at each position, and at the last position a spread of the logits.
"""
import json, math, os, struct, sys

import numpy as np
import torch

from tokenizer import Tokenizer

AUTHOR, POST, OTHER, CONTEXT = "<|author|>", "<|post|>", "<|other|>", "<|context|>"
PROMPTS = [
    [AUTHOR, POST, "I went up to the garden early, before the"],
    [AUTHOR, CONTEXT, "Saturday market", POST, "We sold out of bread by nine.", POST, "Next week I will bring"],
    [AUTHOR, OTHER, "Are you coming tonight?", POST, "yes!! give me ten minutes, the bus is", POST, "Ok — here now. Café on the left"],
    [AUTHOR, POST, "It rained. " * 40 + "Then"],
]
STRIDE = 61


def read(path):
    with open(os.path.join(path, "model.safetensors"), "rb") as file:
        size, = struct.unpack("<Q", file.read(8))
        header = json.loads(file.read(size))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        assert entry["dtype"] == "BF16"
        begin, end = entry["data_offsets"]
        wide = np.frombuffer(data[begin:end], np.uint16).astype(np.uint32) << 16
        tensors[name] = torch.from_numpy(wide.view(np.float32).copy()).view(entry["shape"])
    return tensors


def rms(x, gain, epsilon):
    return x / torch.sqrt((x * x).mean(-1, keepdim=True) + epsilon) * gain


def forward(w, config, ids):
    n, heads, kv, dim = len(ids), config["num_attention_heads"], config["num_key_value_heads"], config["head_dim"]
    epsilon = config["rms_norm_eps"]
    half = dim // 2
    angles = torch.arange(n, dtype=torch.float64)[:, None] * config["rope_theta"] ** (-torch.arange(half, dtype=torch.float64) / half)
    cos, sin = angles.cos().float(), angles.sin().float()

    def rotate(x):  # [n, heads, dim], first half against second half
        a, b = x[..., :half], x[..., half:]
        c, s = cos[:, None], sin[:, None]
        return torch.cat([a * c - b * s, b * c + a * s], -1)

    x = w["model.embed_tokens.weight"][torch.tensor(ids)]
    for layer in range(config["num_hidden_layers"]):
        p = f"model.layers.{layer}."
        h = rms(x, w[p + "input_layernorm.weight"], epsilon)
        q = rotate((h @ w[p + "self_attn.q_proj.weight"].T).view(n, heads, dim))
        k = rotate((h @ w[p + "self_attn.k_proj.weight"].T).view(n, kv, dim))
        v = (h @ w[p + "self_attn.v_proj.weight"].T).view(n, kv, dim)
        mixed = torch.zeros(n, heads, dim)
        for head in range(heads):
            group = head // (heads // kv)
            scores = q[:, head] @ k[:, group].T / math.sqrt(dim)
            scores = scores.masked_fill(torch.ones(n, n).triu(1).bool(), -math.inf)
            mixed[:, head] = scores.softmax(-1) @ v[:, group]
        x = x + mixed.reshape(n, -1) @ w[p + "self_attn.o_proj.weight"].T
        h = rms(x, w[p + "post_attention_layernorm.weight"], epsilon)
        gate = h @ w[p + "mlp.gate_proj.weight"].T
        up = h @ w[p + "mlp.up_proj.weight"].T
        x = x + (gate / (1 + torch.exp(-gate)) * up) @ w[p + "mlp.down_proj.weight"].T
    return rms(x, w["model.norm.weight"], epsilon) @ w["model.embed_tokens.weight"].T


def main(checkpoint, out):
    torch.set_num_threads(1)
    config = json.load(open(os.path.join(checkpoint, "config.json")))
    weights = read(checkpoint)
    tokenizer = Tokenizer(os.path.join(checkpoint, "tokenizer.json"))
    runs = []
    for pieces in PROMPTS:
        ids = [i for piece in pieces for i in ([tokenizer.vocab[piece]] if piece.startswith("<|") else tokenizer.encode(piece))]
        with torch.no_grad():
            logits = forward(weights, config, ids)
        runs.append({
            "pieces": pieces,
            "tokens": ids,
            "best": logits.argmax(-1).tolist(),
            "logSumExp": [round(v, 6) for v in logits.logsumexp(-1).tolist()],
            "lastLogits": [round(v, 6) for v in logits[-1, ::STRIDE].tolist()],
        })
    with open(out, "w", encoding="utf-8") as file:
        json.dump({"program": "training/golden_logits.py", "torch": torch.__version__, "stride": STRIDE, "runs": runs}, file)
        file.write("\n")


if __name__ == "__main__":
    main(*sys.argv[1:3])
