import VerbatimGraph
import VerbatimTensor

/// A recurrent layer there and back: its outputs on the sequence and those of another one on the reversed sequence, merged.
///
/// Where all outputs are returned, those of the way back are turned around first, and steps that a mask leaves out give
/// zeros. States to begin with come half for each.
///
/// - Shapes: those of the layer, with twice the features for `concat`; nil merges nothing and gives both
/// - Parameters: those of both layers
public final class Bidirectional: Layer {
    /// The layer there.
    public let layer: CodedLayer
    /// How the outputs become one; nil leaves them two.
    public let mergeMode: BidirectionalMerge?
    /// The layer back.
    public let backwardLayer: CodedLayer?
    /// The label for prints.
    public let name: String?
    /// The types of computation and variables; nil takes those of what calls the layer.
    public let dtypePolicy: DTypePolicy?

    /// Makes a layer of the one there; without another one, the way back has a layer of the same options.
    public init(
        _ layer: any RecurrentLayer, mergeMode: BidirectionalMerge? = .concat,
        backwardLayer: (any RecurrentLayer)? = nil, name: String? = nil, dtypePolicy: DTypePolicy? = nil
    ) {
        self.layer = CodedLayer(layer)
        self.mergeMode = mergeMode
        self.backwardLayer = (backwardLayer ?? layer.reversed()).map { CodedLayer($0) }
        self.name = name
        self.dtypePolicy = dtypePolicy
    }

    /// The layer's function.
    ///
    /// - Throws: `VerbatimError` if the input or an option does not suit the layer.
    public func call(_ inputs: [Tensor], _ context: inout CallContext) throws -> [Tensor] {
        guard let forward = layer.layer as? any RecurrentLayer,
            let backward = backwardLayer?.layer as? any RecurrentLayer,
            forward.goBackwards != backward.goBackwards, forward.returnSequences == backward.returnSequences,
            forward.returnState == backward.returnState
        else {
            throw VerbatimError(
                .configuration, "\(context.description) has no layers that go both ways",
                received: "\(type(of: layer.layer).typeName)",
                expected: "a RecurrentLayer, and one with goBackwards that returns the same",
                remedy: "pass backwardLayer where a custom cell cannot be duplicated")
        }
        let half = (inputs.count - 1) / 2
        let states = inputs.dropFirst()
        try context.require(
            !inputs.isEmpty && states.count % 2 == 0, "got states that it cannot share out",
            received: "\(states.count)",
            expected: "as many for each way")
        let there = try context.call(forward, [inputs[0]] + states.prefix(half))
        let back = try context.call(backward, [inputs[0]] + states.suffix(half))
        let mask = forward.returnSequences ? context.mask(of: inputs[0]) : nil
        func kept(_ x: Tensor) -> Tensor {
            mask.map { mask in
                let spread = mask.reshaped(mask.shape + x.shape.dropFirst(2).map { _ in 1 })
                return which(spread, x, Tensor.zeros(like: x))
            } ?? x
        }
        let ahead = kept(there[0])
        let returned = kept(forward.returnSequences ? back[0].reversed(axes: [1]) : back[0])
        let rest = there.dropFirst() + back.dropFirst()
        for output in [ahead, returned] { context.setMask(mask, of: output) }
        guard let mergeMode else { return [ahead, returned] + rest }
        let merged: Tensor
        switch mergeMode {
        case .concat: merged = concatenate([ahead, returned], axis: -1)
        case .sum: merged = ahead + returned
        case .ave: merged = (ahead + returned) / 2
        case .mul: merged = ahead * returned
        }
        context.setMask(mask, of: merged)
        return [merged] + rest
    }
}
