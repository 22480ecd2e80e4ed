import Verbatim

/// The weights of a fixture, given to the variables that a layer declares by the ends of their paths and their order.
final class LayerWeights {
    private var weights: [(name: String, value: TensorValue)] = []
    private var taken: Set<String> = []
    private var states: [String: TensorValue] = [:]

    init(_ fixture: Fixture) {
        guard case .array(let list)? = fixture.sidecar["weights"] else { return }
        for weight in list {
            guard case .string(let name)? = weight["name"], case .string(let tensor)? = weight["tensor"],
                let value = fixture.optional(tensor)
            else { continue }
            weights.append((name, value))
        }
    }

    /// Starts another call, in which each weight is given once.
    func begin() { taken = [] }

    /// The weight of a variable: of those with its shape and the longest common end of the path, the first.
    func value(of declaration: VariableDeclaration) throws -> (name: String, value: TensorValue) {
        if let kept = states[declaration.path] { return (declaration.path, kept) }
        let path = declaration.path.split(separator: "/").reversed().map(String.init)
        func common(_ name: String) -> Int {
            zip(name.split(separator: "/").reversed(), path).prefix { $0 == $1 }.count
        }
        let fitting = weights.filter { !taken.contains($0.name) && $0.value.shape == declaration.type.shape }
        guard let best = fitting.map({ common($0.name) }).max(), best > 0,
            let found = fitting.first(where: { common($0.name) == best })
        else {
            if declaration.kind == .state { return (declaration.path, TensorValue(zeros: declaration.type)) }
            throw VerbatimError(
                .file, "the fixture has no weight for a variable", received: declaration.path,
                expected: weights.map { "\($0.name) \($0.value.shape)" }.joined(separator: ", "))
        }
        taken.insert(found.name)
        return found
    }

    /// Gives a weight, or a state that is none of Keras' weights, another value for later calls.
    func update(_ name: String, _ value: TensorValue) {
        guard let place = weights.firstIndex(where: { $0.name == name }) else {
            states[name] = value
            return
        }
        weights[place].value = value
    }
}
