import VerbatimGraph
import VerbatimNN

/// The order, paths and types of a training state's tensors: parameters, optimizer slots, layer states, step.
public struct StateLayout: Sendable, Hashable {
    /// What a tensor of the state is.
    public enum Role: String, Sendable, Hashable, Codable {
        /// A parameter, changed by the optimizer where it is trainable.
        case parameter
        /// What the optimizer keeps, for a parameter or for itself.
        case slot
        /// What a layer keeps, such as a moving average.
        case layerState
        /// The number of steps made.
        case step
    }

    /// One tensor of the state.
    public struct Entry: Sendable, Hashable {
        /// The structural path.
        public let path: String
        /// What it is.
        public let role: Role
        /// Shape and element type.
        public let type: TensorType
        /// Whether the optimizer changes it.
        public let isTrainable: Bool
    }

    /// The tensors in order.
    public let entries: [Entry]
    private let indices: [String: Int]

    init(_ entries: [Entry]) {
        self.entries = entries
        indices = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.path, $0) })
    }

    /// The layout of a model's variables with an optimizer's slots.
    ///
    /// Slots follow in the parameters' order, each parameter's in the optimizer's order, as `conv2D.1/kernel/velocity`;
    /// those of parameters of 16 bits are f32. What a loss scale keeps follows them.
    ///
    /// - Throws: `VerbatimError` for an optimizer with options that make no sense.
    init(_ declarations: ModelDeclarations, _ optimizer: (any Optimizer)?) throws {
        try ((optimizer as? LossScaleOptimizer)?.inner.value ?? optimizer).flatMap { $0 as? TunedOptimizer }?.check()
        let variables = declarations.variables
        let parameters = variables.filter { $0.kind == .parameter }
        func entry(_ variable: VariableDeclaration, _ role: Role) -> Entry {
            Entry(path: variable.path, role: role, type: variable.type, isTrainable: variable.isTrainable)
        }
        self.init(
            try parameters.map { entry($0, .parameter) }
                + parameters.filter(\.isTrainable).flatMap { parameter in
                    StateLayout.slots(of: parameter, optimizer).map {
                        Entry(path: "\(parameter.path)/\($0.name)", role: .slot, type: $0.type, isTrainable: false)
                    }
                }
                + ((optimizer as? LossScaleOptimizer)?.initialState() ?? []).map {
                    Entry(path: $0.path, role: .slot, type: $0.value.type, isTrainable: false)
                }
                + variables.filter { $0.kind == .state }.map { entry($0, .layerState) }
                + [
                    Entry(
                        path: TrainingState.stepPath, role: .step, type: TensorType([], .i64), isTrainable: false)
                ])
    }

    /// What an optimizer keeps for a parameter.
    static func slots(of parameter: VariableDeclaration, _ optimizer: (any Optimizer)?) -> [OptimizerSlot] {
        let type = parameter.type.element.isNarrowFloat ? parameter.type.with(.f32) : parameter.type
        return optimizer?.slots(path: parameter.path, type: type) ?? []
    }

    /// The place of a path; nil if there is none.
    public func index(of path: String) -> Int? { indices[path] }

    func indices(of role: Role) -> [Int] { entries.indices.filter { entries[$0].role == role } }
}
