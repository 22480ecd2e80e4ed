import VerbatimGraph
import VerbatimTensor

/// The equation of an `EinsumDense` layer, read for an input's shape.
struct EinsumForm {
    /// The equation without dots.
    let equation: String
    let kernelShape: [Int]
    let biasShape: [Int]

    init(
        _ equation: String, outputShape: [Int?], biasAxes: String, input: [Int], _ context: CallContext
    ) throws {
        func refuse(_ why: String, _ received: String) -> VerbatimError {
            VerbatimError(
                .configuration, "\(context.description) \(why)", received: received,
                expected: "an equation such as abc,cd->abd, with a size for each label of the output but the batch")
        }
        let sides = equation.filter { $0 != " " }.split(separator: "-", omittingEmptySubsequences: false)
        let operands = sides[0].split(separator: ",", omittingEmptySubsequences: false)
        guard sides.count == 2, sides[1].first == ">", operands.count == 2 else {
            throw refuse("has an equation that cannot be read", equation)
        }
        var (source, kernel, target) = (String(operands[0]), String(operands[1]), String(sides[1].dropFirst()))
        // Dots stand for as many dimensions as the others leave; they get labels of their own.
        let dots = source.filter { $0 == "." }.count
        var elided = ""
        if dots > 0 {
            let used = Set(source + kernel + target)
            let spare = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ".filter { !used.contains($0) }
            let count = input.count - (source.count - dots)
            guard dots == 3, count >= 0, count <= spare.count else {
                throw refuse("has an equation that does not suit its input", "'\(equation)' for \(input)")
            }
            let labels = String(spare.prefix(count))
            elided = labels
            source = source.replacing("...", with: labels)
            target = target.replacing("...", with: labels)
        }
        guard source.count == input.count else {
            throw VerbatimError(
                .shape, "\(context.description) got an input of another rank", received: "shape \(input)",
                expected: "rank \(source.count): \(source)")
        }
        var sizes: [Character: Int] = [:]
        for (label, size) in zip(source, input) { sizes[label] = size }
        // The stated shape leaves out the batch, or all that the dots stand for.
        let stated = target.filter { !elided.contains($0) }
        let open = stated.count - outputShape.count
        guard open >= 0 else { throw refuse("states too many sizes of its output", "\(outputShape) for '\(target)'") }
        for (label, size) in zip(stated.dropFirst(open), outputShape) {
            guard let size else { continue }
            guard sizes[label] == nil || sizes[label] == size else {
                throw VerbatimError(
                    .shape, "\(context.description) states another size than its input has",
                    received: "\(label) of \(sizes[label]!) in \(input)", expected: "\(size)")
            }
            sizes[label] = size
        }
        guard kernel.allSatisfy({ sizes[$0] != nil }), biasAxes.allSatisfy({ target.contains($0) }) else {
            throw refuse("has labels without a size", "'\(equation)', bias '\(biasAxes)'")
        }
        kernelShape = kernel.map { sizes[$0]! }
        let first = biasAxes.compactMap { label in target.firstIndex(of: label) }.min()
        biasShape = first.map { target[$0...].map { biasAxes.contains($0) ? sizes[$0]! : 1 } } ?? []
        self.equation = "\(source),\(kernel)->\(target)"
    }
}
