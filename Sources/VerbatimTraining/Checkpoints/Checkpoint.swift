import VerbatimArithmetic
import VerbatimGraph
import VerbatimNN

/// The whole state tree of a run between two steps: tensors, the place in the epoch, totals, history, callbacks' states.
///
/// As a file it is one safetensors file: the tensors of the training state by path, and the rest as JSON in its metadata.
/// `checkpointDigest` there is the SHA-256 of the whole file in which its own 64 digits are zeros.
package struct Checkpoint {
    /// The training state's tensors, in the layout's order.
    package let tensors: [NamedTensor]
    /// The number of epochs that were completed.
    let epoch: Int
    /// Where `fit` stands.
    let place: FitPlace
    /// Callbacks' states as JSON text, by name.
    let callbacks: [(name: String, state: String)]
    /// Where the ledger stood.
    let chain: LedgerChain

    private static let format = "verbatim checkpoint"
    private static let version = "1"
    private static let digestKey = "checkpointDigest"

    init(
        _ state: TrainingState, _ place: FitPlace, callbacks: [(name: String, state: String)], chain: LedgerChain
    ) {
        tensors = zip(state.layout.entries, state.values).map { NamedTensor($0.path, $1) }
        epoch = state.epoch
        self.place = place
        self.callbacks = callbacks
        self.chain = chain
    }

    /// The training state, for a trainer of the same layout.
    ///
    /// - Throws: `VerbatimError` of code `file` if the tensors are not those of the layout.
    func state(_ layout: StateLayout, source: String) throws -> TrainingState {
        for (index, entry) in layout.entries.enumerated() {
            let found = index < tensors.count ? tensors[index] : nil
            guard let found, found.path == entry.path, found.value.type == entry.type else {
                throw VerbatimError(
                    .file, "\(source) is a checkpoint of another model or optimizer",
                    received: found.map { "\($0.path) of \($0.value.type)" } ?? "\(tensors.count) tensors",
                    expected: "\(entry.path) of \(entry.type)")
            }
        }
        guard tensors.count == layout.entries.count else {
            throw VerbatimError(
                .file, "\(source) is a checkpoint of another model or optimizer",
                received: tensors[layout.entries.count].path, expected: "no further tensor")
        }
        return TrainingState(layout: layout, values: tensors.map(\.value), epoch: epoch)
    }

    // MARK: The file

    /// The file's bytes.
    package func serialized() throws -> [UInt8] {
        let progress = JSONValue.object([
            .init("epoch", .integer(epoch)), .init("place", place.json),
            .init(
                "callbacks",
                .array(
                    callbacks.map { .object([.init("name", .string($0.name)), .init("state", .string($0.state))]) })),
            .init("ledgerHead", .string(chain.hex)), .init("ledgerRecords", .integer(chain.count)),
        ])
        var bytes = try SafetensorsFile(
            tensors.map { SafetensorsFile.Entry($0.path, $0.value) },
            metadata: [
                "arithmetic": ArithmeticVersion.current, "format": Self.format, "version": Self.version,
                "progress": String(decoding: progress.serialized(), as: UTF8.self),
                Self.digestKey: FileSeal.blank,
            ]
        ).serialized()
        FileSeal.seal(&bytes, key: Self.digestKey)
        return bytes
    }

    /// Reads a file's bytes.
    ///
    /// - Throws: `VerbatimError` of code `file` for bytes whose digest is another, or that are no checkpoint of this
    ///   version.
    package init(_ bytes: [UInt8], source: String) throws {
        try FileSeal.check(bytes, key: Self.digestKey, source: source, kind: "checkpoint")
        let file = try SafetensorsFile(bytes: bytes)
        guard file.metadata["format"] == Self.format, file.metadata["version"] == Self.version else {
            throw VerbatimError(
                .file, "\(source) is not a checkpoint that this version reads",
                received: "\(file.metadata["format"] ?? "no format") version \(file.metadata["version"] ?? "none")",
                expected: "\(Self.format) version \(Self.version)")
        }
        guard file.metadata["arithmetic"] == ArithmeticVersion.current else {
            throw VerbatimError(
                .file, "\(source) was computed with another arithmetic",
                received: "version \(file.metadata["arithmetic"] ?? "none")",
                expected: "version \(ArithmeticVersion.current)")
        }
        let progress = try JSONValue(
            Array((file.metadata["progress"] ?? "").utf8)[...], source: "the progress of \(source)")
        guard case .integer(let epoch)? = progress["epoch"], epoch >= 0,
            let fitPlace = progress["place"].flatMap(FitPlace.init),
            case .array(let callbacks)? = progress["callbacks"], case .string(let head)? = progress["ledgerHead"],
            case .integer(let records)? = progress["ledgerRecords"], records >= 0, let hash = Self.bytes(head)
        else {
            throw VerbatimError(
                .file, "\(source) does not say where the run stood", received: "other members",
                expected: "epoch, place, callbacks and the ledger's place")
        }
        self.epoch = epoch
        self.place = fitPlace
        self.callbacks = try callbacks.map { item in
            guard case .string(let name)? = item["name"], case .string(let state)? = item["state"] else {
                throw VerbatimError(
                    .file, "\(source) has a callback without a name or state", received: item.kind,
                    expected: "name and state")
            }
            return (name, state)
        }
        chain = LedgerChain(head: hash, count: records)
        tensors = file.entries.map { NamedTensor($0.name, $0.value) }
    }

    private static func bytes(_ hexadecimal: String) -> [UInt8]? {
        let digits = hexadecimal.utf8.compactMap { Character(UnicodeScalar($0)).hexDigitValue.map(UInt8.init) }
        guard digits.count == 64, hexadecimal.utf8.count == 64 else { return nil }
        return (0..<32).map { digits[2 * $0] << 4 | digits[2 * $0 + 1] }
    }
}
