import VerbatimGraph

/// A tensor that stands for a value in a model that is being put together: a model's input, or a layer's output.
///
/// It has no values and no shape of its own until the model is traced. `Input(shape:)` makes an input.
public struct SymbolicTensor: Sendable {
    package final class Node: Sendable {
        package enum Origin: Sendable {
            case input(shape: [Int]?, batchSize: Int?, element: ElementType?, name: String?)
            case call(any Layer, [SymbolicTensor], Location)
        }

        package let origin: Origin

        init(_ origin: Origin) { self.origin = origin }
    }

    package let node: Node
    package let index: Int

    package init(node: Node, index: Int) {
        self.node = node
        self.index = index
    }

    init(layer: any Layer, inputs: [SymbolicTensor], location: Location) {
        self.init(node: Node(.call(layer, inputs, location)), index: 0)
    }

    /// Makes a model's input.
    ///
    /// - Parameters:
    ///   - shape: The shape of one sample, without the batch; nil takes the first batch's.
    ///   - batchSize: The number of samples of every batch, which stateful layers need to know; nil leaves it open.
    ///   - elementType: The element type, f32 by default; nil takes the first batch's.
    ///   - name: A label for prints.
    public init(
        shape: [Int]? = nil, batchSize: Int? = nil, elementType: ElementType? = .f32, name: String? = nil
    ) {
        self.init(
            node: Node(.input(shape: shape, batchSize: batchSize, element: elementType, name: name)), index: 0)
    }

    /// The input of a chain that states none: shape and element type are the first batch's.
    static func open() -> SymbolicTensor { SymbolicTensor(elementType: nil) }

    /// Another output of the layer call that gave this tensor, counted from 0.
    public func output(_ index: Int) -> SymbolicTensor { SymbolicTensor(node: node, index: index) }
}

/// A model's input, under Keras' name: `let x = Input(shape: [28, 28, 1])`.
public typealias Input = SymbolicTensor
