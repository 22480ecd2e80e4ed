/// `golden.json`: what the original program computed, case by case; what a case does not record is not compared.
struct GoldenFile: Decodable {
    /// What is known of a tensor without storing it.
    struct Summary: Decodable {
        let shape: [Int]?
        let sum: Double?
        let l2: Double?
    }

    /// One training step's numbers: the loss, then the metrics.
    struct Step: Decodable {
        let step: Int
        /// The batch's rows, such as `0:32`.
        let rows: Range<Int>
        let values: [Double]

        enum CodingKeys: String, CodingKey {
            case step, rows, values
            case bits = "float32_hex"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            step = try container.decode(Int.self, forKey: .step)
            let text = try container.decodeIfPresent(String.self, forKey: .rows)
            let bounds = text.map { $0.split(separator: ":").compactMap { Int($0) } }
            if let bounds, bounds.count != 2 || bounds[0] < 0 || bounds[0] >= bounds[1] {
                throw DecodingError.dataCorruptedError(
                    forKey: .rows, in: container, debugDescription: "rows are written as 0:32")
            }
            // The program takes its two batches in turn.
            rows = bounds.map { $0[0]..<$0[1] } ?? (step % 2 == 1 ? 0..<32 : 32..<64)
            if let values = try container.decodeIfPresent([Double].self, forKey: .values) {
                self.values = values
            } else {
                values = try container.decode([String].self, forKey: .bits).map { digits in
                    guard let bits = UInt32(digits, radix: 16) else {
                        throw DecodingError.dataCorruptedError(
                            forKey: .bits, in: container, debugDescription: "\(digits) is not 8 hexadecimal digits")
                    }
                    return Double(Float(bitPattern: bits))
                }
            }
        }
    }

    /// The same case with the step counter read before its increment.
    struct Textbook: Decodable {
        let steps: [Step]?
        let weightsStep5: [String: Summary]?

        enum CodingKeys: String, CodingKey {
            case steps
            case weightsStep5 = "weights_step5"
        }
    }

    /// One case: a program and what it computed.
    struct Case: Decodable {
        let data: String?
        let finalDropout: Bool?
        let optimizer: String
        let learningRate: Double?
        let rho: Double?
        let beta1: Double?
        let beta2: Double?
        let momentum: Double?
        let nesterov: Bool?
        let epsilon: Double?
        let decay: Double?
        let metrics: [String]?
        let steps: [Step]?
        let hashes: [String: String]?
        let weights: [String: [String: Summary]]?
        let acc: [String: [String: Summary]]?
        let m: [String: [String: Summary]]?
        let v: [String: [String: Summary]]?
        let gradientStep1: [String: Summary]?
        let textbook: Textbook?

        enum CodingKeys: String, CodingKey {
            case data, optimizer, rho, momentum, nesterov, epsilon, decay, metrics, steps, weights, acc, m, v
            case finalDropout = "final_dropout"
            case learningRate = "lr"
            case beta1 = "beta_1"
            case beta2 = "beta_2"
            case hashes = "all_weights_sha256_by_step"
            case gradientStep1 = "gradient_step1"
            case textbook = "iterations_read_before_increment"
        }
    }

    let cases: [String: Case]
}
