/// The operand unchanged, through which no gradient passes.
public struct StopGradient: Composite {
    /// `verbatim.stop_gradient`.
    public static let name: String = "verbatim.stop_gradient"

    /// No options.
    public var options: [String: CompositeAttributes.Option] { [:] }

    /// Makes the composite.
    public init() {}

    /// Makes the composite of its options, of which there are none.
    public init(options: [String: CompositeAttributes.Option]) throws {}

    /// The operands themselves.
    public func decompose(_ builder: GraphBuilder, _ operands: [ValueID]) throws -> [ValueID] { operands }

    /// No gradient for any operand.
    public func pullback(_ call: PullbackCall, _ builder: GraphBuilder) throws -> [ValueID?] {
        call.operands.map { _ in nil }
    }
}
