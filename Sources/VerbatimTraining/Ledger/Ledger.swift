import VerbatimGraph
import VerbatimTensor

/// A run's ledger as it was read: an append-only list of records, each tied to those before it by a hash.
package struct Ledger: Sendable {
    /// The records in order.
    package let records: [LedgerRecord]
    /// The bytes of whole records; what follows was cut off while it was written.
    package let wholeByteCount: Int
    /// Whether the file ends in a part of a record.
    package let isTorn: Bool
    /// Each record as it stands in the file, with the chain after it.
    let lines: [(record: [UInt8], chain: LedgerChain)]

    /// Reads a ledger's bytes.
    ///
    /// A last record without its newline was torn by a crash and is left out; every other must continue the chain.
    ///
    /// - Parameter source: The file's name, for errors.
    /// - Throws: `VerbatimError` of code `file` that names the first bad record.
    package init(_ bytes: [UInt8], source: String) throws {
        var chain = LedgerChain()
        var records: [LedgerRecord] = []
        var lines: [(record: [UInt8], chain: LedgerChain)] = []
        var start = 0
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            guard let record = chain.check(bytes[start..<end]) else {
                throw VerbatimError(
                    .file, "\(source) is damaged from record \(chain.count + 1) on, at byte \(start)",
                    received: records.last.map { "a record after \($0.label) that does not continue the chain" }
                        ?? "a first record that does not begin the chain",
                    expected: "records that no one changed")
            }
            records.append(
                LedgerRecord(try JSONValue(record, source: "record \(chain.count) of \(source)")))
            lines.append((Array(record), chain))
            start = end + 1
        }
        self.records = records
        self.lines = lines
        wholeByteCount = start
        isTorn = start < bytes.count
    }

    /// Reads a ledger from a file.
    ///
    /// - Throws: `VerbatimError` of code `file` if it cannot be read, or that names the first bad record.
    package init(contentsOf path: String) throws { try self.init(FileSystem.read(path), source: path) }
}

extension Ledger {
    /// The hash after a number of records in hexadecimal; nil if there are not so many.
    package func chainHead(after count: Int) -> String? { chain(after: count)?.hex }

    /// The chain after a number of records; nil if there are not so many.
    func chain(after count: Int) -> LedgerChain? {
        if count == 0 { return LedgerChain() }
        return lines.indices.contains(count - 1) ? lines[count - 1].chain : nil
    }
}
