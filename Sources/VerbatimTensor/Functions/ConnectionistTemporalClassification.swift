import VerbatimGraph

/// The cost of label sequences under connectionist temporal classification (Graves et al., 2006): minus the logarithm of the
/// probability of all alignments that give the labels once repeats are joined and blanks are left out.
///
/// Alignments are added up step by step in logarithms, each sum as `logSumExp` of its at most three terms.
///
/// - Parameters:
///   - labels: The labels' classes, `[batch, labels]`.
///   - logits: The classes' logits at each step, `[batch, time, classes]`.
///   - labelLengths: How many labels of each sample count, `[batch]`.
///   - logitLengths: How many steps of each sample count, `[batch]`; nil takes all.
///   - blank: The class of the blank.
/// - Returns: The cost of each sample, `[batch]`.
public func ctcLoss(
    _ labels: Tensor, _ logits: Tensor, labelLengths: Tensor, logitLengths: Tensor? = nil, blank: Int = 0
) -> Tensor {
    let (batch, count, time) = (labels.shape.first ?? 0, labels.shape.last ?? 0, logits.shape.dropFirst().first ?? 0)
    // A blank stands before, between and behind the labels.
    let numbers = labels.cast(to: .i32)
    let blanks = Tensor.full(like: numbers, Tensor(Int32(blank)))
    let states = concatenate(
        [
            Tensor.full([batch, 1], Tensor(Int32(blank)), .i32),
            stack([numbers, blanks], axis: -1).reshaped([batch, -1]),
        ],
        axis: 1)
    let logarithms = einsum(
        "bsc,btc->bts", oneHot(states, classes: logits.shape.last ?? 0, logits.elementType), logSoftmax(logits))
    let low = Tensor(floatLiteral: -1e30)
    func shifted(_ x: Tensor, _ places: Int, _ filling: Tensor) -> Tensor {
        x.padded([.zero, EdgePadding(places, -places)], with: filling)
    }
    let skips = (states .!= shifted(states, 2, Tensor(Int32(blank)))) .& (states .!= blank)
    let place = Tensor.iota([1, 2 * count + 1], axis: 1)
    func step(_ number: Int) -> Tensor { logarithms.slice(number..<number + 1, axis: 1).squeezed(axes: 1) }
    var sums = which(place .< 2, step(0), low)
    for number in 1..<max(time, 1) {
        let terms = stack([sums, shifted(sums, 1, low), which(skips, shifted(sums, 2, low), low)])
        let next = terms.logSumExp(axes: [0]) + step(number)
        sums = logitLengths.map { which($0.cast(to: .i32).expandedDimensions(axes: 1) .> number, next, sums) } ?? next
    }
    let end = labelLengths.cast(to: .i32).expandedDimensions(axes: 1) * 2
    return -which((place .== end) .| (place .== end - 1), sums, low).logSumExp(axes: [1])
}
