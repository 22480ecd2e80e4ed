import VerbatimGraph
import VerbatimTensor

/// A layer: an immutable description of a function of tensors, which holds no parameters itself.
///
/// `call` is traced once to declare parameters, states and draws and to infer shapes; there is no separate build.
/// Calling one object twice shares its parameters; two objects are two layers. A layer's description is what it encodes,
/// so a final class whose stored properties are `let`s of Codable types needs nothing but `call`:
///
/// ```swift
/// final class Scale: UnaryLayer {
///     let initial: Float
///     init(initial: Float) { self.initial = initial }
///     func call(_ x: Tensor, _ context: inout CallContext) throws -> Tensor {
///         x * (try context.parameter("scale", [x.shape.last ?? 1], Constant(initial)))
///     }
/// }
/// ```
public protocol Layer: AnyObject, Sendable, Codable {
    /// The type's name in structural keys and files; the Swift type's name by default.
    static var typeName: String { get }

    /// The user's label for prints; never part of a key, a draw or a digest.
    var name: String? { get }

    /// Replaces the structural path in the keys of the layer's draws; nil by default.
    var seed: Int? { get }

    /// In which types the layer computes and keeps its variables; nil, the default, takes what calls it.
    var dtypePolicy: DTypePolicy? { get }

    /// Whether float inputs are cast to the policy's compute type; true by default.
    static var autocast: Bool { get }

    /// Whether the first output has the first input's mask; false by default.
    ///
    /// A layer whose masks are others gives them with `CallContext.setMask`.
    static var passesMask: Bool { get }

    /// The layer's function, traced with one tensor for each input.
    ///
    /// - Throws: `VerbatimError` if the inputs do not suit the layer.
    func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor]
}

extension Layer {
    /// The Swift type's name.
    public static var typeName: String { String(describing: Self.self) }

    /// No label.
    public var name: String? { nil }

    /// No seed: draws are keyed by the structural path.
    public var seed: Int? { nil }

    /// No policy of its own.
    public var dtypePolicy: DTypePolicy? { nil }

    /// Float inputs are cast.
    public static var autocast: Bool { true }

    /// The mask is not passed on.
    public static var passesMask: Bool { false }

    /// Applies the layer to symbolic inputs, for a model to be made of them later.
    ///
    /// - Returns: The first output; `output(_:)` of it names the others.
    public func callAsFunction(
        _ inputs: SymbolicTensor..., file: StaticString = #fileID, line: Int = #line
    ) -> SymbolicTensor {
        self(inputs, file: file, line: line)
    }

    /// Applies the layer to a list of symbolic inputs, for a model to be made of them later.
    public func callAsFunction(
        _ inputs: [SymbolicTensor], file: StaticString = #fileID, line: Int = #line
    ) -> SymbolicTensor {
        SymbolicTensor(layer: self, inputs: inputs, location: Location(file: "\(file)", line: line))
    }

    /// Applies the layer inside another layer, as its child.
    public func callAsFunction(
        _ inputs: [Tensor], _ context: inout CallContext, file: StaticString = #fileID, line: Int = #line
    ) throws -> [Tensor] {
        try context.call(self, inputs, location: Location(file: "\(file)", line: line))
    }

    /// The type's name with a small first letter, as structural keys have it: `conv2D`.
    package static var keyName: String { typeName.prefix(1).lowercased() + typeName.dropFirst() }
}
