import VerbatimGraph
import VerbatimNN

extension Trainer {
    /// A model of other inputs and outputs with the values that the layers of this one have learned so far.
    ///
    /// It finds a layer's values by the layer object, so it is put together of the same objects: an encoder for itself, or
    /// a decoder that goes one step at a time. Layers that the trainer does not know start from their initializers.
    ///
    /// - Parameters:
    ///   - inputs: The inputs, which state their shapes.
    ///   - outputs: The outputs.
    ///   - name: A label for prints.
    /// - Throws: `VerbatimError` if the inputs state no shapes or do not suit a layer, and if no layer is the trainer's.
    public func submodel(inputs: [SymbolicTensor], outputs: [SymbolicTensor], name: String? = nil) throws -> Model {
        let model = Model(inputs: inputs, outputs: outputs, name: name)
        guard let types = model.inputTypes(batchSize: 1) else {
            throw VerbatimError(
                .configuration, "a submodel's shapes are not known", received: "open inputs",
                expected: "Input(shape:)")
        }
        let state = try state
        let paths = Dictionary(try declarations.calls.map { (ObjectIdentifier($0.layer), $0.path) }) { first, _ in first
        }
        let declared = try model.declarations(inputs: types)
        var values: [NamedTensor] = []
        var isRelated = false
        for variable in declared.variables {
            // The innermost layer that was called owns the variable; cells are not called, and belong to the rest.
            let owner = declared.calls.filter { variable.path.hasPrefix("\($0.path)/") }.max {
                $0.path.utf8.count < $1.path.utf8.count
            }
            guard let owner, let path = paths[ObjectIdentifier(owner.layer)] else { continue }
            isRelated = true
            // A state for another batch size is left out, and starts anew.
            guard let value = state[path + variable.path.dropFirst(owner.path.count)], value.type == variable.type
            else { continue }
            values.append(NamedTensor(variable.path, value))
        }
        guard isRelated || declared.variables.isEmpty else {
            throw VerbatimError(
                .configuration, "a submodel shares no layer with what was trained",
                received: declared.variables.map(\.path).joined(separator: ", "),
                expected: "layer objects of the trainer's model",
                remedy: "keep a layer in a variable, and call it in both models")
        }
        return model.with(storedValues: values)
    }
}
