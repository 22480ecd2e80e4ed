import Verbatim

/// One case: what the sidecar says, and the tensors beside it.
package struct Fixture {
    /// The family, such as `losses`.
    let family: String
    /// The Keras class or function.
    let className: String
    /// The case's name, once in a family.
    let name: String
    /// The whole sidecar.
    let sidecar: JSONValue
    private let tensors: [String: TensorValue]
    private let order: [String]

    init(sidecar: JSONValue, tensors: SafetensorsFile, source: String) throws {
        func text(_ name: String) throws -> String {
            if case .string(let text)? = sidecar[name] { return text }
            throw VerbatimError(
                .file, "\(source) is no case's sidecar", received: sidecar[name]?.kind ?? "nothing",
                expected: "a text under \(name)")
        }
        family = try text("family")
        className = try text("class")
        name = try text("case")
        self.sidecar = sidecar
        order = tensors.entries.map(\.name)
        self.tensors = Dictionary(tensors.entries.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    /// The constructor arguments.
    var config: KerasConfig { KerasConfig(sidecar["config"]) }

    /// The names of the tensors that the case expects.
    var expected: [String] {
        if case .array(let names)? = sidecar["expected"] {
            return names.compactMap { if case .string(let name) = $0 { name } else { nil } }
        }
        guard case .object(let bars)? = sidecar["tolerance"]?["abs"] else { return [] }
        return bars.map(\.name)
    }

    /// Whether the case expects a tensor.
    func expects(_ name: String) -> Bool { expected.contains(name) }

    /// A tensor that may be missing.
    func optional(_ name: String) -> TensorValue? { tensors[name] }

    /// A tensor of the case.
    ///
    /// - Throws: `VerbatimError` of code `file` if there is none of that name.
    func tensor(_ name: String) throws -> TensorValue {
        if let tensor = tensors[name] { return tensor }
        throw VerbatimError(
            .file, "case \(self.name) lacks a tensor", received: order.joined(separator: ", "), expected: name)
    }

    /// The tensors `stem.0`, `stem.1`, ...
    func numbered(_ stem: String) -> [TensorValue] {
        var found: [TensorValue] = []
        while let tensor = tensors["\(stem).\(found.count)"] { found.append(tensor) }
        return found
    }

    /// The names of all tensors in the file's order.
    var tensorNames: [String] { order }
}
