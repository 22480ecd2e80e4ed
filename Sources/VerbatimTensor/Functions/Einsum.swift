import VerbatimGraph

/// Einstein's summation, with NumPy's notation: `einsum("bij,bjk->bik", x, y)`.
///
/// A label stands for one dimension. Labels that the result does not name are summed over; without `->` the result names
/// the labels that occur once, in alphabetical order. Several tensors are contracted from left to right, each pair as one
/// `dot_general`; a label of one tensor only is summed first.
public func einsum(
    _ equation: String, _ tensors: Tensor..., file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    Tensor.apply(tensors, results: 1, file: file, line: line) { builder, operands in
        let notation = try EinsumNotation(equation, ranks: operands.map { builder.type(of: $0).rank })
        var left = (labels: notation.operands[0], value: operands[0])
        for index in operands.indices.dropFirst() {
            let later = Set(notation.operands[(index + 1)...].joined()).union(notation.result)
            let right = (labels: notation.operands[index], value: operands[index])
            let a = try builder.summed(left, keeping: later.union(right.labels))
            let b = try builder.summed(right, keeping: later.union(left.labels))
            left = try builder.contracted(a, b, keeping: later)
        }
        let last = try builder.summed(left, keeping: Set(notation.result))
        return [
            try builder.transpose(
                last.value, notation.result.map { label in last.labels.firstIndex(of: label)! })
        ]
    }[0]
}

/// The labels of an Einstein summation, checked against the tensors' ranks.
private struct EinsumNotation {
    let operands: [[Character]]
    let result: [Character]

    init(_ equation: String, ranks: [Int]) throws {
        func refuse(_ why: String) -> VerbatimError {
            VerbatimError(
                .configuration, "an Einstein summation \(why)", received: "'\(equation)' for ranks \(ranks)",
                expected: "one letter for each dimension, as in ij,jk->ik")
        }
        let text = equation.filter { $0 != " " }
        let sides = text.split(separator: "-", omittingEmptySubsequences: false)
        let parts = sides[0].split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
        guard sides.count == 1 || sides.count == 2 && sides[1].first == ">" else { throw refuse("cannot be read") }
        guard text.allSatisfy({ $0.isLetter || ",->".contains($0) }) else { throw refuse("cannot be read") }
        guard !ranks.isEmpty, parts.map(\.count) == ranks else { throw refuse("does not suit its tensors") }
        guard parts.allSatisfy({ Set($0).count == $0.count }) else {
            throw refuse("names a dimension of one tensor twice")
        }
        let all = parts.joined()
        operands = parts
        if sides.count == 2 {
            result = Array(sides[1].dropFirst())
        } else {
            result = Set(all).sorted().filter { label in all.filter { $0 == label }.count == 1 }
        }
        guard Set(result).count == result.count, result.allSatisfy(all.contains) else {
            throw refuse("has labels in its result that its tensors lack, or twice")
        }
    }
}

extension GraphBuilder {
    fileprivate typealias Labelled = (labels: [Character], value: ValueID)

    /// Sums over the dimensions whose labels nothing else needs.
    fileprivate func summed(_ tensor: Labelled, keeping kept: Set<Character>) throws -> Labelled {
        let gone = tensor.labels.indices.filter { !kept.contains(tensor.labels[$0]) }
        if gone.isEmpty { return tensor }
        return (tensor.labels.filter(kept.contains), try sum(tensor.value, dimensions: gone))
    }

    /// Contracts the shared dimensions that nothing else needs; the other shared ones are batches.
    fileprivate func contracted(
        _ left: Labelled, _ right: Labelled, keeping kept: Set<Character>
    ) throws -> Labelled {
        let shared = left.labels.filter(right.labels.contains)
        let batch = shared.filter(kept.contains)
        let folded = shared.filter { !kept.contains($0) }
        func places(_ labels: [Character], in tensor: Labelled) -> [Int] {
            labels.map { label in tensor.labels.firstIndex(of: label)! }
        }
        let attributes = DotGeneralAttributes(
            lhsBatching: places(batch, in: left), rhsBatching: places(batch, in: right),
            lhsContracting: places(folded, in: left), rhsContracting: places(folded, in: right))
        let labels =
            batch + left.labels.filter { !shared.contains($0) } + right.labels.filter { !shared.contains($0) }
        return (labels, try one(.dotGeneral(attributes), [left.value, right.value]))
    }
}
