import VerbatimTensor

/// The product of the steps of sequences and a kernel, `[batch, time, k] x [k, n] -> [batch, time, n]`.
///
/// It is written with the steps outermost: so a loop over them finds each step's rows side by side, and the sequences, which
/// are mostly the narrower, are what is turned round.
func productOverTime(_ sequences: Tensor, _ kernel: Tensor) -> Tensor {
    matmul(sequences.movedAxis(1, to: 0), kernel).movedAxis(0, to: 1)
}
