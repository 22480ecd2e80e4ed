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
    /// What layers compute in; nil leaves them their inputs' f32.
    private(set) var dtypePolicy: DTypePolicy?
    private var tensors: [String: TensorValue]
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

    /// The same case in f64: what is f32 of its tensors is cast, which loses nothing.
    func inDouble() throws -> Fixture {
        var fixture = self
        fixture.dtypePolicy = .float64
        fixture.tensors = try tensors.mapValues {
            $0.type.element == .f32 ? try Tensor($0).cast(to: .f64).value() : $0
        }
        return fixture
    }

    /// Whether Keras computed the case in f64 too.
    var isDouble: Bool { sidecar["f64"] == .boolean(true) }

    /// The element type that floats of the case have.
    var elementType: ElementType { dtypePolicy?.computeType ?? .f32 }

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
