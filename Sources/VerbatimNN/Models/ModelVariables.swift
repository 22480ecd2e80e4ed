import VerbatimGraph
import VerbatimTensor

/// A model's parameters and states as tensors, for training steps of your own; see `Model.initialVariables(_:)`.
///
/// Compiled closures take and return it. The optimizer changes `trainable`; layers change their states among `others`.
public struct ModelVariables: TensorGroup {
    /// What the optimizer changes, in the order of construction.
    public var trainable: [Tensor]
    /// Frozen parameters and layers' states, in the order of construction.
    public var others: [Tensor]
    package let declarations: [VariableDeclaration]
    private let places: [String: Int]

    init(_ declarations: [VariableDeclaration], _ tensors: [Tensor]) {
        let ordered = declarations.filter(\.isTrainable) + declarations.filter { !$0.isTrainable }
        let named = Dictionary(uniqueKeysWithValues: zip(declarations.map(\.path), tensors))
        let count = declarations.count(where: \.isTrainable)
        trainable = ordered.prefix(count).map { named[$0.path]! }
        others = ordered.dropFirst(count).map { named[$0.path]! }
        self.declarations = ordered
        places = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1.path, $0) })
    }

    /// The paths of the tensors, those of `trainable` first.
    public var paths: [String] { declarations.map(\.path) }

    /// The tensor at a path, such as `dense.1/kernel`; nil if there is none, and setting what there is not does nothing.
    public subscript(path: String) -> Tensor? {
        get { places[path].map { $0 < trainable.count ? trainable[$0] : others[$0 - trainable.count] } }
        set {
            guard let newValue, let place = places[path] else { return }
            if place < trainable.count {
                trainable[place] = newValue
            } else {
                others[place - trainable.count] = newValue
            }
        }
    }

    /// The variables with other trainable ones, such as the arguments of a gradient.
    public func with(trainable: [Tensor]) -> ModelVariables {
        var copy = self
        copy.trainable = trainable
        return copy
    }

    /// Those of `trainable`, then the others.
    public var tensors: [Tensor] { trainable + others }

    /// The same variables with other tensors.
    public func replacing(from tensors: inout ArraySlice<Tensor>) -> ModelVariables {
        var copy = self
        copy.trainable = trainable.replacing(from: &tensors)
        copy.others = others.replacing(from: &tensors)
        return copy
    }

    /// The paths.
    public var structure: String { "\(trainable.count):" + paths.joined(separator: ",") }

    /// Path and tensor of each.
    var byPath: [String: Tensor] { Dictionary(uniqueKeysWithValues: zip(paths, tensors)) }
}
