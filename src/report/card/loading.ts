/** How to load a dataset in Python. The programs run as they stand, in the directory of the dataset. */
export function loading(format: string): string {
  if (format !== 'parquet') {
    return `## Load it\n\n\`fraudworld query . "SELECT count(*) FROM transactions"\` reads it, as does whatever reads ${format}.`;
  }
  return `## Load it

With pandas:

\`\`\`python
import pandas as pd

transactions = pd.read_parquet("transactions")
labels = pd.read_parquet("labels")
print(len(transactions), "payments,", transactions["is_fraud"].sum(), "fraudulent,", len(labels), "labels")
\`\`\`

With polars:

\`\`\`python
import polars as pl

transactions = pl.scan_parquet("transactions/*/*.parquet", hive_partitioning=False)
print(transactions.group_by("payment_type").agg(pl.len(), pl.col("is_fraud").mean()).sort("len").collect())
\`\`\`

With DuckDB:

\`\`\`python
import duckdb

print(duckdb.sql("""
    SELECT typology, count(*) AS payments, sum(amount) AS value
    FROM 'transactions/*/*.parquet' JOIN 'truth/scheme_transactions.parquet' s USING (transaction_id)
    WHERE s.is_fraud GROUP BY ALL ORDER BY payments DESC
"""))
\`\`\``;
}
