import VerbatimGraph
import VerbatimTensor

/// Cells one above the other as one: the output of each is the input of the next.
///
/// - Shapes: those of the first cell's input and of all states, in order, `->` the last cell's output and all states
/// - Parameters: those of the cells
public final class StackedRNNCells: RecurrentCell {
    /// The cells, lowest first.
    public let cells: [CodedLayer]
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes one cell of several.
    public init(_ cells: [any Layer], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.cells = cells.map { CodedLayer($0) }
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    private func stack(_ context: CallContext?) throws -> [any RecurrentCell] {
        let found = cells.compactMap { $0.layer as? any RecurrentCell }
        guard found.count == cells.count, !found.isEmpty else {
            throw VerbatimError(
                .configuration, "\(context?.description ?? Self.typeName) has layers that are no cells, or none",
                received: "\(cells.map { type(of: $0.layer).typeName })", expected: "1 RecurrentCell or more")
        }
        return found
    }

    /// The states of all cells.
    ///
    /// - Throws: `VerbatimError` if a layer is no cell.
    public func stateShapes(_ input: [Int]) throws -> [[Int]] {
        var input = input
        return try stack(nil).flatMap { cell in
            let shapes = try cell.stateShapes(input)
            input = try cell.outputShape(input)
            return shapes
        }
    }

    /// The last cell's output.
    ///
    /// - Throws: `VerbatimError` if a layer is no cell.
    public func outputShape(_ input: [Int]) throws -> [Int] {
        try stack(nil).reduce(input) { try $1.outputShape($0) }
    }

    /// What the first cell computes of the whole sequence.
    ///
    /// - Throws: `VerbatimError` if the input does not suit it.
    public func project(_ sequence: Tensor, _ context: inout CallContext) throws -> Tensor {
        let first = try stack(context)[0]
        var child = context.child(first)
        return try first.project(sequence, &child)
    }

    /// The step of each cell on the output of the one below.
    ///
    /// - Throws: `VerbatimError` if a cell's input does not suit it.
    public func step(
        _ projected: Tensor, _ states: [Tensor], _ context: inout CallContext
    ) throws -> (output: Tensor, states: [Tensor]) {
        var (output, rest, next) = (projected, states[...], [Tensor]())
        for (number, cell) in try stack(context).enumerated() {
            var child = context.child(cell)
            if number > 0 {
                output = try cell.project(output.expandedDimensions(axes: 1), &child).squeezed(axes: 1)
            }
            let count = try cell.stateShapes(Array(output.shape.dropFirst())).count
            let result = try cell.step(output, Array(rest.prefix(count)), &child)
            rest = rest.dropFirst(count)
            output = result.output
            next += result.states
        }
        return (output, next)
    }

    /// Cells of the same options with parameters of their own; nil if one cannot be duplicated.
    public func duplicate() -> (any RecurrentCell)? {
        let copies = cells.compactMap { ($0.layer as? any RecurrentCell)?.duplicate() }
        return copies.count == cells.count ? StackedRNNCells(copies, name: name, dtypePolicy: dtypePolicy) : nil
    }
}
