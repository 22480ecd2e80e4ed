import VerbatimGraph

/// Einstein's summation, with NumPy's notation: `einsum("bij,bjk->bik", x, y)`.
///
/// A label stands for one dimension; one that a tensor has twice takes the diagonal. Dots stand for the leading dimensions
/// that have no labels; where tensors have different numbers of them, the last ones are equal. Labels that the result does not
/// name are summed over; without `->` the result names the labels that occur once, in alphabetical order, behind the dots.
/// Several tensors are contracted from left to right, each pair as one `dot_general`; a label of one tensor only is summed first.
public func einsum(
    _ equation: String, _ tensors: Tensor..., file: StaticString = #fileID, line: Int = #line
) -> Tensor {
    let (equation, tensors) = diagonals(EinsumNotation.withoutDots(equation, ranks: tensors.map(\.rank)), tensors)
    return Tensor.apply(tensors, results: 1, file: file, line: line) { builder, operands in
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

/// The tensors with their diagonals where a label stands twice, and the equation of these; the new dimension is the last.
private func diagonals(_ equation: String, _ given: [Tensor]) -> (String, [Tensor]) {
    let text = equation.filter { $0 != " " }
    let end = text.firstIndex(of: "-") ?? text.endIndex
    var parts = text[..<end].split(separator: ",", omittingEmptySubsequences: false).map(Array.init)
    guard parts.map(\.count) == given.map(\.rank), parts.contains(where: { Set($0).count < $0.count }) else {
        return (equation, given)
    }
    let result = end < text.endIndex ? String(text[end...]) : "->" + EinsumNotation.once(String(text[..<end]))
    var tensors = given
    for place in parts.indices {
        while let second = parts[place].indices.first(where: { parts[place][..<$0].contains(parts[place][$0]) }) {
            let label = parts[place].remove(at: second)
            let first = parts[place].firstIndex(of: label)!
            let shape = tensors[place].shape
            guard shape[first] == shape[second] else { return (equation, given) }
            tensors[place] = tensors[place].diagonal(axis1: first, axis2: second)
            parts[place].remove(at: first)
            parts[place].append(label)
        }
    }
    return (parts.map { String($0) }.joined(separator: ",") + result, tensors)
}

/// The labels of an Einstein summation, checked against the tensors' ranks.
private struct EinsumNotation {
    let operands: [[Character]]
    let result: [Character]

    /// The equation with labels of their own for the dots, capital Greek letters that it does not have.
    static func withoutDots(_ equation: String, ranks: [Int]) -> String {
        let text = equation.filter { $0 != " " }
        let end = text.firstIndex(of: "-") ?? text.endIndex
        let parts = text[..<end].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        guard text.contains("..."), parts.count == ranks.count else { return equation }
        let counts = zip(parts, ranks).map { $0.contains("...") ? Swift.max(0, $1 - ($0.count - 3)) : 0 }
        let letters = "ΓΔΘΛΞΠΣΦΨΩ".filter { !text.contains($0) }.prefix(counts.max() ?? 0)
        func filled(_ part: String, _ count: Int) -> String { part.replacing("...", with: letters.suffix(count)) }
        let result = end < text.endIndex ? String(text[end...]) : "->..." + once(parts.joined())
        return zip(parts, counts).map(filled).joined(separator: ",") + filled(result, letters.count)
    }

    /// The labels that occur once, in alphabetical order.
    static func once(_ labels: String) -> String {
        String(Set(labels.filter { $0 != "." }).sorted().filter { label in labels.filter { $0 == label }.count == 1 })
    }

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
            throw refuse("names two different dimensions of one tensor alike")
        }
        let all = parts.joined()
        operands = parts
        if sides.count == 2 {
            result = Array(sides[1].dropFirst())
        } else {
            result = Array(Self.once(String(all)))
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
