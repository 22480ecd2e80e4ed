import VerbatimArithmetic
import VerbatimGraph
import VerbatimTensor

/// The samples of a recorded run, found by the digests that its configuration holds.
package enum RunData {
    static let training = "training"
    static let validation = "validation"

    /// What a run is trained and validated on.
    struct Sets {
        let training: any Dataset
        let validation: (any Dataset)?

        private var named: [(name: String, dataset: any Dataset)] {
            [(RunData.training, training)] + (validation.map { [(RunData.validation, $0)] } ?? [])
        }

        /// What the configuration says of them, by name: arrays by their SHA-256, data sets by their size and type.
        var digests: [(String, String)] {
            named.flatMap { name, dataset in
                dataset.arrays.map { RunData.values($0).map { ("\(name)/\($0)", RunData.digest($1)) } }
                    ?? [(name, "\(dataset.count) samples of \(dataset.sampleType)")]
            }
        }

        /// The files that hold arrays, by name; what a data set gives is kept step by step.
        var files: [(name: String, file: SafetensorsFile)] {
            named.compactMap { name, dataset in dataset.arrays.map { (RunData.fileName(name), RunData.file($0)) } }
        }
    }

    /// The SHA-256 of a tensor: of its type as text, a zero byte, its elements.
    static func digest(_ value: TensorValue) -> String {
        var digest = SHA256Digest()
        digest.update(utf8: "\(value.type)\0")
        value.withUnsafeBytes { digest.update($0) }
        return digest.hex
    }

    /// Inputs and targets under their names.
    private static func values(_ samples: SampleSet) -> [(String, TensorValue)] {
        samples.inputs.enumerated().map { ("input\($0)", $1) }
            + samples.targets.enumerated().map { ("target\($0)", $1) }
    }

    /// The name of the file that keeps the arrays of a purpose.
    static func fileName(_ name: String) -> String { "\(name).safetensors" }

    /// The name of the file that keeps a step's batch.
    static func fileName(step: Int) -> String { CheckpointFolder.name(step) }

    /// Arrays as a file.
    static func file(_ samples: SampleSet) -> SafetensorsFile {
        SafetensorsFile(values(samples).map { SafetensorsFile.Entry($0, $1) })
    }

    /// A batch as a file.
    static func file(_ batch: Batch) -> SafetensorsFile {
        SafetensorsFile(
            batch.inputs.enumerated().map { .init("input\($0)", $1) }
                + batch.targets.enumerated().map { .init("target\($0)", $1) })
    }
}

extension Dataset {
    /// The rows in memory that the data set is; nil if it is another one.
    var arrays: SampleSet? { self as? SampleSet ?? (self as? ArrayDataset)?.samples }
}
