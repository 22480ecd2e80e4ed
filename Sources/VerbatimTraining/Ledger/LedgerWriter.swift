import VerbatimGraph
import VerbatimTensor

/// Writes a run's ledger: compares with what it holds already, then appends.
///
/// A run that goes on from a checkpoint makes steps again that the ledger has seen. Nothing is taken back: each must give
/// the record that stands there.
final class LedgerWriter {
    /// The chain at the run's place, which may lie before the file's end.
    private(set) var chain: LedgerChain
    private let file: AppendOnlyFile
    private let path: String
    private let known: [(record: [UInt8], chain: LedgerChain)]

    /// Goes on writing after the records that a chain ends with.
    ///
    /// - Throws: `VerbatimError` of code `file` if the ledger does not hold that chain.
    init(_ file: AppendOnlyFile, path: String, ledger: Ledger?, from chain: LedgerChain) throws {
        self.file = file
        self.path = path
        self.chain = chain
        known = ledger?.lines ?? []
        let stands = chain.count == 0 ? LedgerChain() : chain.count <= known.count ? known[chain.count - 1].chain : nil
        guard chain == stands else {
            throw VerbatimError(
                .file, "\(path) is not the ledger of this run's checkpoint",
                received: chain.count <= known.count
                    ? "another record \(chain.count)" : "\(known.count) records",
                expected: "\(chain.count) records that end in \(chain.hex)",
                remedy: "put the ledger back that was written with the checkpoint")
        }
        if let ledger, ledger.isTorn { try file.truncate(to: ledger.wholeByteCount) }
    }

    /// Adds a record, or checks it against the one that stands in its place.
    ///
    /// - Throws: `VerbatimError` of code `data` if another stands there, of code `file` if it cannot be written.
    func append(_ record: LedgerRecord) throws {
        let bytes = record.value.serialized()
        guard chain.count < known.count else {
            try file.append(chain.append(bytes))
            return
        }
        let (expected, next) = known[chain.count]
        guard expected == bytes else {
            throw VerbatimError(
                .data, "\(record.label) does not give again what record \(chain.count + 1) of \(path) says",
                received: String(decoding: bytes, as: UTF8.self), expected: String(decoding: expected, as: UTF8.self),
                remedy: "the data, a custom layer or a callback depends on something that the run does not hold")
        }
        chain = next
    }

    /// Brings the ledger to the disk, so that no checkpoint outlives the records before it.
    func synchronize() throws { try file.synchronize() }
}
