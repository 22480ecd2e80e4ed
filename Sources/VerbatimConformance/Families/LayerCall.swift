import Verbatim

/// One call of a layer as a fixture states it: the tensors that go in, their masks, and what is switched on.
struct LayerCall {
    /// The names of the inputs, in order.
    let inputs: [String]
    /// The places of inputs that have a mask, and its name.
    let masks: [(place: Int, name: String)]
    let isTraining: Bool
    let usesCausalMask: Bool
    let returnsScores: Bool

    init(_ value: JSONValue, _ fixture: Fixture) throws {
        var inputs: [String] = []
        func collect(_ value: JSONValue) throws {
            switch value {
            case .string(let text) where text.hasPrefix("@"): inputs.append(String(text.dropFirst()))
            case .array(let values): try values.forEach(collect)
            case .object: throw Unsupported("strings")
            case .null: break
            default: throw Unsupported("an argument that is no tensor")
            }
        }
        if let arguments = value["args"] { try collect(arguments) }
        var masks: [(Int, String)] = []
        func mask(_ place: Int, _ value: JSONValue?) {
            if case .string(let text)? = value { masks.append((place, String(text.dropFirst()))) }
        }
        func flag(_ name: String) -> Bool { value["kwargs"]?[name] == .boolean(true) }
        if let given = value["kwargs"]?["mask"] {
            if fixture.className == "Softmax" {
                try collect(given)
            } else if case .array(let list) = given {
                for (place, element) in list.enumerated() { mask(place, element) }
            } else {
                mask(0, given)
            }
        }
        // Keras' MultiHeadAttention takes the query's mask from the tensor and leaves an argument of that name unread.
        if fixture.className != "MultiHeadAttention" { mask(0, value["kwargs"]?["query_mask"]) }
        mask(1, value["kwargs"]?["value_mask"])
        mask(2, value["kwargs"]?["key_mask"])
        for name in ["key", "attention_mask", "initial_state", "count_weights"] {
            if let given = value["kwargs"]?[name] { try collect(given) }
        }
        self.inputs = inputs
        self.masks = masks
        isTraining = flag("training")
        usesCausalMask = flag("use_causal_mask")
        returnsScores = flag("return_attention_scores")
    }
}
