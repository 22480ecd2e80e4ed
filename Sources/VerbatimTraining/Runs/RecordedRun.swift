import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN
import VerbatimTensor

/// A recorded run as its files tell it: what was run, every step's record, the stored steps, the checkpoints.
package struct RecordedRun: Sendable {
    /// The run's files.
    package let files: RunFiles
    /// The ledger, whose chain was checked.
    package let ledger: Ledger
    /// What was run, as the ledger's first record says.
    package let configuration: JSONValue
    /// The steps of the checkpoints, ascending.
    package let checkpointSteps: [Int]

    /// Reads a run's folder, or a packed run.
    ///
    /// - Throws: `VerbatimError` of code `file` if there is none, or its ledger is damaged.
    package init(_ path: String) throws { try self.init(RunFiles(path)) }

    init(_ files: RunFiles) throws {
        self.files = files
        let source = files.place(RunFiles.ledger)
        ledger = try Ledger(files.read(RunFiles.ledger), source: source)
        guard let first = ledger.records.first, first.kind == "begin", let configuration = first.value["configuration"]
        else {
            throw VerbatimError(
                .file, "\(source) begins no run", received: "\(ledger.records.count) records",
                expected: "a record of the configuration")
        }
        self.configuration = configuration
        checkpointSteps = files.names(in: RunFiles.checkpoints).compactMap(CheckpointFolder.step).sorted()
    }

    /// Reads a step's checkpoint.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be read or is damaged.
    package func checkpoint(_ step: Int) throws -> Checkpoint {
        let name = "\(RunFiles.checkpoints)/\(CheckpointFolder.name(step))"
        return try Checkpoint(files.read(name), source: files.place(name))
    }

    /// Reads a stored step, such as `training-32`, with what a callback changed in it.
    ///
    /// - Throws: `VerbatimError` of code `file` if it is not there, or not what the configuration says; what the text's
    ///   reader throws.
    func step(_ name: String, edited edit: StepEdit? = nil) throws -> Graph {
        let file = RunFiles.step(name)
        let bytes = try files.read(file)
        guard text("steps", name) == SHA256Digest.hex(bytes) else {
            throw VerbatimError(
                .file, "\(files.place(file)) is not the step that was run", received: SHA256Digest.hex(bytes),
                expected: text("steps", name) ?? "no such step")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw VerbatimError(
                .file, "\(files.place(file)) is no text", received: "\(bytes.count) bytes", expected: "UTF-8")
        }
        return try Graph(text: edit?.applied(to: text) ?? text)
    }

    /// The names of the steps that the configuration lists, in order.
    var stepNames: [String] {
        guard case .object(let members)? = configuration["steps"] else { return [] }
        return members.map(\.name)
    }

    // MARK: The configuration

    /// A text of the configuration.
    func text(_ names: String...) -> String? {
        let value = names.reduce(configuration as JSONValue?) { $0?[$1] }
        return if case .string(let text)? = value { text } else { nil }
    }

    /// A whole number of the configuration.
    ///
    /// - Throws: `VerbatimError` of code `file` if there is none.
    func integer(_ name: String) throws -> Int {
        guard case .integer(let number)? = configuration[name] else { throw lacks(name) }
        return number
    }

    /// A truth value of the configuration.
    ///
    /// - Throws: `VerbatimError` of code `file` if there is none.
    func boolean(_ name: String) throws -> Bool {
        guard case .boolean(let truth)? = configuration[name] else { throw lacks(name) }
        return truth
    }

    private func lacks(_ name: String) -> VerbatimError {
        VerbatimError(
            .file, "a run's configuration lacks \(name)", received: files.path, expected: "what this version writes")
    }

    /// The arithmetic that the run was computed with.
    package var arithmetic: String { text("arithmetic") ?? "unknown" }

    /// Throws unless this build computes with the run's arithmetic.
    ///
    /// - Throws: `VerbatimError` of code `unsupported`.
    func checkArithmetic() throws {
        guard arithmetic == ArithmeticVersion.current else {
            throw VerbatimError(
                .unsupported, "\(files.path) was computed with another arithmetic", received: "version \(arithmetic)",
                expected: "version \(ArithmeticVersion.current)", remedy: "use the version of Verbatim that made it")
        }
    }
}
