/// A layer of sequences that carries states from step to step.
public protocol RecurrentLayer: Layer {
    /// Whether the outputs of all steps come out, or the last one only.
    var returnSequences: Bool { get }
    /// Whether the last states come out behind the output.
    var returnState: Bool { get }
    /// Whether the last step comes first.
    var goBackwards: Bool { get }
    /// Whether the states of a batch are those that the batch before left behind; false by default.
    var stateful: Bool { get }

    /// A layer of the same options, with parameters of its own, that goes the other way; nil if there is none.
    func reversed() -> (any RecurrentLayer)?
}

extension RecurrentLayer {
    /// Every batch begins anew.
    public var stateful: Bool { false }
}
