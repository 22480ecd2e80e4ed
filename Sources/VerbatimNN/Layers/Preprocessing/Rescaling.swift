import VerbatimGraph
import VerbatimTensor

/// Its input times a scale plus an offset: `x * scale + offset`.
///
/// - Shapes: the output has the input's; whole numbers become floats.
public final class Rescaling: UnaryLayer {
    /// The factor, or one for each channel.
    public let scale: [Double]
    /// What is added, or one number for each channel.
    public let offset: [Double]
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// The mask is passed on.
    public static var passesMask: Bool { true }

    /// Makes a layer of factors.
    public init(_ scale: [Double], offset: [Double] = [0], name: String? = nil, dtypePolicy: DTypePolicy? = nil) {
        self.scale = scale
        self.offset = offset
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
        let input = x.elementType.isFloat ? x : x.cast(to: context.dtypePolicy?.computeType ?? .f32)
        func row(_ numbers: [Double]) throws -> Tensor {
            try context.require(
                numbers.count == 1 || numbers.count == x.shape.last, "has another number of factors than channels",
                received: "\(numbers.count) for input \(x.shape)", expected: "1, or one for each channel")
            let row = Tensor(shape: numbers.count == 1 ? [] : [numbers.count], numbers)
            return row.cast(to: input.elementType)
        }
        return input * (try row(scale)) + (try row(offset))
    }

    /// Makes a layer of one factor.
    public convenience init(
        _ scale: Double, offset: Double = 0, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.init([scale], offset: [offset], name: name, dtypePolicy: dtypePolicy)
    }
}
