/// A list of operations with parameters and results: a graph's body, a fold's body, a loop's condition.
///
/// Inner regions may use values of the regions around them.
public struct Region: Sendable, Hashable {
    /// The values bound when the region is entered.
    public var parameters: [ValueID]
    /// The operations in program order; operands come before their uses.
    public var nodes: [Node]
    /// The values that the region gives.
    public var results: [ValueID]

    /// Makes a region of its parts.
    public init(parameters: [ValueID], nodes: [Node], results: [ValueID]) {
        self.parameters = parameters
        self.nodes = nodes
        self.results = results
    }

    /// The operation of a body that is exactly one binary operation on its two parameters, in either order.
    ///
    /// Such a fold has an order of its own (docs/Arithmetic.md); any other body is a left fold.
    public var simpleBody: BinaryOperation? {
        guard parameters.count == 2, nodes.count == 1, case .binary(let operation) = nodes[0].operation,
            nodes[0].operands == parameters || nodes[0].operands == parameters.reversed(),
            results == nodes[0].results
        else { return nil }
        switch operation {
        case .add, .multiply, .maximum, .minimum, .and, .or, .xor: return operation
        case .atan2, .divide, .nextAfter, .power, .remainder, .shiftLeft, .shiftRightArithmetic, .shiftRightLogical,
            .subtract:
            return nil
        }
    }
}
