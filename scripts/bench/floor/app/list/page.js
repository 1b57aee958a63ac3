import { newest } from '../../statement'

export const dynamic = 'force-dynamic'

export default async function ListPage({ searchParams }) {
  const { organ, status } = await searchParams
  const rows = await newest(organ, status)
  return (
    <table>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td>
              <a href={`/records/${row.id}`}>{row.title}</a> {row.number}
            </td>
            <td>{row.kind}</td>
            <td>
              {row.name} {row.organ} {row.post}
            </td>
            <td>{row.enterprises.join('、')}</td>
            <td>{row.status}</td>
            <td>{row.createdAt.toISOString()}</td>
            <td>{row.dueAt?.toISOString()}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
