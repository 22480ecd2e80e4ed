import VerbatimGraph
import VerbatimTensor

/// A function of tensors as a layer without parameters; compared and stored by its name.
///
/// A loaded model gets the function back from the `lambdas:` that are passed to `Model(contentsOf:)`.
///
/// ```swift
/// let sum = Lambda("sum") { inputs in [inputs[0] + inputs[1]] }
/// ```
public final class Lambda: Layer {
    /// The function's name, by which it is stored and compared.
    public let function: String
    /// The label for prints.
    public let name: String?
    private let body: @Sendable ([Tensor]) throws -> [Tensor]

    /// Makes a layer of a function of one tensor.
    public convenience init(
        _ function: String, name: String? = nil, _ body: @escaping @Sendable (Tensor) throws -> Tensor
    ) {
        self.init(function, name: name) { (inputs: [Tensor]) in
            guard inputs.count == 1 else {
                throw VerbatimError(
                    .shape, "the function \(function) got a wrong number of inputs", received: "\(inputs.count)",
                    expected: "1")
            }
            return [try body(inputs[0])]
        }
    }

    /// Makes a layer of a function of several tensors.
    public init(
        _ function: String, name: String? = nil, _ body: @escaping @Sendable ([Tensor]) throws -> [Tensor]
    ) {
        self.function = function
        self.name = name
        self.body = body
    }

    private enum Key: String, CodingKey { case function, name }

    /// Finds the function among those that were passed for reading the model.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        let function = try container.decode(String.self, forKey: .function)
        guard let known = try CodingTable.of(decoder.userInfo).lambdas[function] else {
            throw VerbatimError(
                .unsupported, "a model holds a function that was not passed", received: "Lambda(\"\(function)\")",
                expected: "the function under that name",
                remedy: "pass it: Model(contentsOf: url, lambdas: [Lambda(\"\(function)\") { ... }])")
        }
        self.function = function
        name = try container.decodeIfPresent(String.self, forKey: .name)
        body = known.body
    }

    /// Writes the names; the function itself is not written.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(function, forKey: .function)
        try container.encodeIfPresent(name, forKey: .name)
    }

    /// Applies the function.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] { try body(inputs) }
}
